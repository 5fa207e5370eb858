import { createHash } from 'node:crypto';
import { numberOf, textOf } from '../../store/open.ts';
import type { XeroWorld } from '../world.ts';
import { problem } from './errors.ts';

/** Xero does not say how long it keeps a key: short enough here that nobody comes to rest on it. */
const keptMs = 10 * 60_000;
const longest = 128;

export interface Remembered {
  status: number;
  body: string;
}

export const requestHash = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url');

/**
 * What the same call was answered under this key.
 * @throws XeroError 400 when the key is empty, too long, or was used with another call.
 */
export function recall(world: XeroWorld, tenant: string, key: string, request: string): Remembered | undefined {
  if (key === '' || key.length > longest)
    throw problem(world.ids, 400, `The Idempotency-Key must have 1 to ${longest} characters`);
  const row = world.db
    .sql('SELECT request, status, body FROM idempotency WHERE tenant = ? AND key = ? AND at_ms > ?')
    .get(tenant, key, world.clock.nowMs() - keptMs);
  if (!row) return undefined;
  if (textOf(row.request) !== request)
    throw problem(world.ids, 400, 'The Idempotency-Key has been used with another request');
  return { status: numberOf(row.status), body: textOf(row.body) };
}

export function remember(world: XeroWorld, tenant: string, key: string, request: string, made: Remembered): void {
  world.db
    .sql('INSERT OR REPLACE INTO idempotency (tenant, key, request, status, body, at_ms) VALUES (?, ?, ?, ?, ?, ?)')
    .run(tenant, key, request, made.status, made.body, world.clock.nowMs());
}
