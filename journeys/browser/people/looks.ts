import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';

const shots = fileURLToPath(new URL('../shots/', import.meta.url));
const widths = { 390: 844, 1440: 900 } as const;
const themes = ['light', 'dark'] as const;

/** How far a page may be wider than its window. */
const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/**
 * Looks at a page on a phone and at a desk, by day and by night: a picture of each is kept in `shots/`, nothing is wider than the window, and
 * axe finds nothing to object to. The page is left as it was.
 */
export async function look(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  await mkdir(shots, { recursive: true });
  for (const [width, height] of Object.entries(widths)) {
    await page.setViewportSize({ width: Number(width), height });
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      const seen = `${name} ${width} ${theme}`;
      await page.screenshot({
        path: join(shots, `${name.replaceAll(' ', '-')}-${width}-${theme}.png`),
        fullPage: true,
      });
      expect({ seen, wider: await page.evaluate(wider), objections: await objections(page) }).toEqual({
        seen,
        wider: 0,
        objections: [],
      });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
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
