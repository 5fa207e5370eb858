import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Context } from 'hono';

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
};

/**
 * A built file. Names are plain, so that nothing outside the folder can be named; what carries its hash in its name is kept for ever.
 */
export async function assetAnswer(c: Context, dist: URL, name: string): Promise<Response | undefined> {
  const type = types[extname(name)];
  if (!type || !/^(?:assets\/)?[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name) || name.includes('..')) return undefined;
  try {
    const bytes = await readFile(new URL(name, dist));
    const kept = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600';
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': type,
      'cache-control': kept,
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    });
  } catch {
    return undefined;
  }
}
