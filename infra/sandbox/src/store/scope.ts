import type { Kind } from '../kinds.ts';
import type { Scope, World } from '../world.ts';
import { accountById } from './accounts.ts';
import { readMeta, textOf } from './open.ts';

/** A scope in which the sandbox itself, or an administrator, acts for an account. */
export const scopeOf = (world: World, account: string): Scope => ({
  world,
  account,
  connected: accountById(world.db, account)?.connected ?? false,
  now: world.clock.now(),
  request: { id: null, idempotencyKey: null },
});

/** The scope of the platform's own account. */
export const platformOf = (world: World): Scope => scopeOf(world, readMeta(world.db, 'platform') ?? '');

/** The scope of the account that holds an object, whichever that is. */
export function scopeOfObject(world: World, kind: Kind, id: string): Scope | undefined {
  const row = world.db.sql('SELECT account FROM objects WHERE id = ? AND kind = ?').get(id, kind);
  return row && scopeOf(world, textOf(row.account));
}
