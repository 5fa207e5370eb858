import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { findProgram } from '@purser/engines';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export async function openBrowser(): Promise<Browser> {
  const { path, env } = await findProgram('chromium');
  return chromium.launch({ executablePath: path, env: { ...process.env, ...env }, args: switches });
}

export const desk: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' };
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  reducedMotion: 'reduce',
  hasTouch: true,
  isMobile: true,
};

/** A page that remembers what its policy refused and what it threw. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(url);
  await page.waitForSelector('main');
  return { page, faults, close: () => context.close() };
}

type Verdict = { passes: number; violations: string[] };

/** What axe finds on the page as it stands, with the place of each fault. */
export async function axe(page: Page): Promise<Verdict> {
  const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(source);
  return page.evaluate(async () => {
    const run: unknown = Reflect.get(globalThis, 'axe');
    // The page has axe now; its types are of no use across the wire.
    const { run: check } = run as { run: (options: unknown) => Promise<AxeResult> };
    const { passes, violations } = await check({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return {
      passes: passes.length,
      violations: violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`)),
    };
  });
}

type AxeResult = { passes: unknown[]; violations: { id: string; nodes: { html: string }[] }[] };
