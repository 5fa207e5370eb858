import { once } from 'node:events';
import { createServer } from 'node:http';
import { findProgram } from '@purser/engines';
import { type Browser, chromium, type Page } from 'playwright-core';

/** A browser that talks to nobody but the pages it is sent to; fetched where this machine has none. */
export async function startBrowser(): Promise<Browser> {
  const { path, env } = await findProgram('chromium');
  return chromium.launch({
    executablePath: path,
    env: { ...process.env, ...env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** How many pixels each of these parts of a page is too wide for its place. */
export const overflowOf = (page: Page, parts: string): Promise<unknown> =>
  page.evaluate(
    `[document.documentElement, ...document.querySelectorAll(${JSON.stringify(parts)})].map((part) => part.scrollWidth - part.clientWidth).filter((over) => over > 0)`,
  );

/** Another site, and what was asked of it. */
export async function startElsewhere() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'text/html').end('<h1>elsewhere</h1>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${address.port}`, asked, stop };
}
