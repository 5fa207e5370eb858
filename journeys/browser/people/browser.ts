import { findProgram } from '@purser/engines';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** How long a person waits for what they asked for. */
const patience_ms = 30_000;

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** @throws EngineError when there is no browser and none can be fetched */
export async function openBrowser(): Promise<Browser> {
  const { path, env } = await findProgram('chromium');
  return chromium.launch({ executablePath: path, env: { ...process.env, ...env }, args: switches });
}

export const atDesk: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
export const onPhone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

/** Somebody with a browser of their own: no cookies of anybody else, and a memory of what went wrong on their pages. */
export type Visitor = {
  context: BrowserContext;
  page: Page;
  /** Another tab of the same browser. */
  tab(): Promise<Page>;
  /** What pages threw, what their policy refused, and every dialog that opened. */
  faults: string[];
  leave(): Promise<void>;
};

export async function visitor(browser: Browser, options: BrowserContextOptions = atDesk): Promise<Visitor> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(patience_ms);
  const faults: string[] = [];
  context.on('weberror', (error) => faults.push(String(error.error())));
  context.on('console', (message) => {
    // A refusal by the server is an answer; the browser notes it all the same.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  context.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const page = await context.newPage();
  return { context, page, tab: () => context.newPage(), faults, leave: () => context.close() };
}

/** The value of a cookie of this browser. */
export async function cookieOf({ context }: Pick<Visitor, 'context'>, name: string): Promise<string | undefined> {
  return (await context.cookies()).find((cookie) => cookie.name === name)?.value;
}
