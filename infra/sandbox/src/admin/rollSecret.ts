import { load, save } from '../store/objects.ts';
import { textOf, transaction } from '../store/open.ts';
import type { Scope, World } from '../world.ts';
import { AdminError } from './json.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Gives an endpoint a new signing secret, as the Dashboard's "Roll secret" does; the old one signs along for up to 24 hours.
 * Returns the new secret.
 */
export function rollSecret(world: World, endpoint: string, keepOldMs: number): string {
  const row = world.db.sql("SELECT account FROM objects WHERE id = ? AND kind = 'webhook_endpoint'").get(endpoint);
  if (!row) throw new AdminError(`no webhook endpoint ${endpoint}`, 404);
  const scope: Scope = {
    world,
    account: textOf(row.account),
    connected: false,
    now: world.clock.now(),
    request: { id: null, idempotencyKey: null },
  };
  const expiresAt = world.clock.nowMs() + Math.min(keepOldMs, dayMs);
  return transaction(world.db, () => {
    const stored = load(scope, 'webhook_endpoint', endpoint);
    const secret = world.ids.next('whsec_', 32);
    const older = stored.secret.secrets.filter((old) => old.expiresAt === null).map((old) => ({ ...old, expiresAt }));
    save(scope, 'webhook_endpoint', stored.body, {
      ...stored.secret,
      secrets: [{ secret, expiresAt: null }, ...older],
    });
    world.ids.save();
    return secret;
  });
}
