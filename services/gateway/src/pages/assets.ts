import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
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

const packable = new Set(['.js', '.css', '.svg', '.json', '.map']);
const pack = promisify(gzip);
/** By address: files whose names carry their hash never change, and there are as many as were built. */
const packed = new Map<string, Promise<Buffer>>();

/**
 * A built file. Names are plain, so that nothing outside the folder can be named; what carries its hash in its name is kept for ever.
 */
export async function assetAnswer(c: Context, dist: URL, name: string): Promise<Response | undefined> {
  const type = types[extname(name)];
  if (!type || !/^(?:assets\/)?[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name) || name.includes('..')) return undefined;
  try {
    const file = new URL(name, dist);
    const isKept = name.startsWith('assets/');
    const isPacked = isKept && packable.has(extname(name)) && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
    const bytes = isPacked ? await packedBytes(file) : await readFile(file);
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': type,
      ...(isPacked && { 'content-encoding': 'gzip' }),
      vary: 'accept-encoding',
      'cache-control': isKept ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    });
  } catch {
    return undefined;
  }
}

async function packedBytes(file: URL): Promise<Buffer> {
  const known = packed.get(file.href);
  if (known) return known;
  const bytes = await readFile(file);
  const packing = pack(bytes, { level: constants.Z_BEST_COMPRESSION });
  packed.set(file.href, packing);
  return packing;
}
