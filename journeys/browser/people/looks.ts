import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';

const shots = fileURLToPath(new URL('../shots/', import.meta.url));
const widths = { 390: 844, 1440: 900 } as const;
/** What customers see, on the smallest phone too. */
const forCustomers = { 320: 640, ...widths } as const;
const themes = ['light', 'dark'] as const;

/** How far a page is wider than its window, and the tables that must be moved sideways to be read. */
const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const cutTables = `[...document.querySelectorAll('table')]
  .filter((table) => table.parentElement.scrollWidth > table.parentElement.clientWidth + 1)
  .map((table) => table.caption?.textContent ?? table.getAttribute('aria-label') ?? 'a table')`;

/**
 * Looks at a page on a phone and at a desk, by day and by night: a picture of each is kept in `shots/`, nothing is wider than the window or cut off, and
 * axe finds nothing to object to. The page is left as it was.
 */
export async function look(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  await mkdir(shots, { recursive: true });
  const isStaffs = new URL(page.url()).pathname.startsWith('/admin');
  for (const [width, height] of Object.entries(isStaffs ? widths : forCustomers)) {
    await page.setViewportSize({ width: Number(width), height });
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      const seen = `${name} ${width} ${theme}`;
      await keepPicture(page, `${name.replaceAll(' ', '-')}-${width}-${theme}.png`);
      const found = {
        seen,
        wider: await page.evaluate(wider),
        cutTables: await page.evaluate(cutTables),
        objections: await objections(page),
      };
      // All that is wrong anywhere is told at once, at the end of the test.
      expect.soft(found).toEqual({ seen, wider: 0, cutTables: [], objections: [] });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}

/** Once in hundreds of times the browser never answers when it is asked for a picture of the whole page; asked again, it does. */
async function keepPicture(page: Page, file: string): Promise<void> {
  const picture = () => page.screenshot({ path: join(shots, file), fullPage: true, timeout: 15_000 });
  await picture().catch(picture);
}

const verdict = z.object({
  passes: z.number().min(1),
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// What stands in other companies' frames is theirs to answer for.
const run = `axe.run(document, ${JSON.stringify({ runOnly: tags, iframes: false })})
  .then(({ passes, violations }) => ({ passes: passes.length, violations }))`;

async function objections(page: Page): Promise<string[]> {
  await page.evaluate(await axeSource());
  const { violations } = verdict.parse(await page.evaluate(run));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

let source: Promise<string> | undefined;
/** Run in the page as its developer tools would, which a page's policy does not forbid. */
function axeSource(): Promise<string> {
  source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  return source;
}
