import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const here = new URL('./', import.meta.url).pathname;
const NONCE = 'bm9uY2Utb2YtdGhlLWdhbGxlcnk';

/** The policy that the gateway serves its pages with. */
const policy = [
  "default-src 'self'",
  `script-src 'nonce-${NONCE}'`,
  `style-src 'self' 'nonce-${NONCE}'`,
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** Builds the gallery into a folder of its own and serves it under the policy; any path without a file is the page. */
export async function serveGallery(): Promise<{ url: string; close: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'purser-gallery-'));
  await build({
    configFile: false,
    root: here,
    logLevel: 'error',
    plugins: [react(), tailwindcss()],
    html: { cspNonce: NONCE },
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: `${here}gallery.html` },
    },
  });
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://gallery').pathname);
    const file = extname(path) in types ? path : '/gallery.html';
    try {
      const body = await readFile(join(outDir, file));
      response.writeHead(200, { 'content-type': types[extname(file)], 'content-security-policy': policy }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => closeAll(server, outDir) };
}

function portOf(server: Server): number {
  const address = server.address();
  return isAddress(address) ? address.port : 0;
}

const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;

async function closeAll(server: Server, outDir: string): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await rm(outDir, { recursive: true, force: true });
}
