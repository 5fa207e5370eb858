import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, FrameLocator, JSHandle, Page } from 'playwright-core';
import type { Shop } from './stripejsShop.ts';

const nonce = 'c2hvcA';

/** As strict as a merchant's page can be: no call leaves it, nothing inline runs, no HTML is made of strings. */
const policy = (sandbox: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'nonce-${nonce}'`,
    `frame-src ${sandbox}`,
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');

const html = (sandbox: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Shop</title>
<style nonce="${nonce}">
  body { margin: 0; padding: 20px; font: 16px/1.5 system-ui, sans-serif; color: #1d1e26; background: #f7f7f9; }
  main { max-width: 460px; margin: auto; padding: 20px; border-radius: 14px; background: #fff; }
  h1 { margin: 0 0 16px; font-size: 20px; }
  body.dark { color: #f2f2f5; background: #14151b; color-scheme: dark; } body.dark main { background: #1c1d25; }
  @media (max-width: 400px) { body { padding: 0; } main { border-radius: 0; } }
</style>
<script nonce="${nonce}">
  window.heard = [];
  window.violations = [];
  addEventListener('message', (event) => heard.push({ origin: event.origin, text: JSON.stringify(event.data) }));
  document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));
  if (location.search.includes('dark')) addEventListener('DOMContentLoaded', () => document.body.classList.add('dark'));
</script>
<script nonce="${nonce}" type="importmap">{"imports":{"@stripe/stripe-js/dist/pure.mjs":"/pure.mjs"}}</script>
<script nonce="${nonce}" src="${sandbox}/stripe.js"></script>
<script nonce="${nonce}" type="module" src="/shop.js"></script>
</head><body><main><h1>Pay 20.00 USD</h1><div id="pay"></div></main></body></html>`;

export interface ShopServer {
  origin: string;
  stop: () => Promise<void>;
}

/** Serves the merchant's page, from an origin that is not the sandbox's. */
export async function startShop(sandbox: string): Promise<ShopServer> {
  const shopScript = stripTypeScriptTypes(readFileSync(new URL('./stripejsShop.ts', import.meta.url), 'utf8'));
  const loader = readFileSync(fileURLToPath(import.meta.resolve('@stripe/stripe-js/dist/pure.mjs')), 'utf8');
  const scripts = new Map([
    ['/shop.js', shopScript],
    ['/pure.mjs', loader],
  ]);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://shop');
    const script = scripts.get(pathname);
    response.setHeader('content-type', script === undefined ? 'text/html; charset=utf-8' : 'text/javascript');
    if (script === undefined) response.setHeader('content-security-policy', policy(sandbox));
    response.end(script ?? html(sandbox));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server on a port, never a pipe.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://localhost:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A payer in front of the merchant's page. */
export interface Payer {
  page: Page;
  shop: JSHandle<Shop>;
  card: FrameLocator;
  bank: FrameLocator;
  type: (card: { number?: string; expiry?: string; cvc?: string; country?: string; postal?: string }) => Promise<void>;
  /** Errors of the page and calls its policy refused. */
  faults: () => Promise<string[]>;
  leave: () => Promise<void>;
}

export async function visit(
  browser: Browser,
  address: string,
  look: BrowserContextOptions = { viewport: { width: 800, height: 900 } },
): Promise<Payer> {
  const context = await browser.newContext({ locale: 'en-US', ...look });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    // Declines are answers of the API that the browser notes by itself.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      errors.push(message.text());
  });
  // Modules have run when a page is loaded.
  await page.goto(address);
  const card = page.frameLocator('iframe[title="Secure payment input frame"]');
  return {
    page,
    shop: await page.evaluateHandle<Shop>('globalThis.shop'),
    card,
    bank: page.frameLocator('iframe[title="3D Secure authentication"]'),
    async type({ number = '4242424242424242', expiry = '12 / 40', cvc = '123', country, postal = '94103' }) {
      await card.getByLabel('Card number').fill(number);
      await card.getByLabel('Expiry date').fill(expiry);
      await card.getByLabel('Security code').fill(cvc);
      if (country !== undefined) await card.getByLabel('Country').selectOption(country);
      const code = card.locator('#postal');
      if (await code.isVisible()) await code.fill(postal);
    },
    faults: async () => [...errors, ...(await page.evaluate<string[]>('globalThis.violations ?? []'))],
    leave: () => context.close(),
  };
}
