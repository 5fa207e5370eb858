import { accountById, saveAccount } from '../store/accounts.ts';
import { readMeta, transaction, writeMeta } from '../store/open.ts';
import { stateTables } from '../store/schema.ts';
import type { World } from '../world.ts';

/** Empties everything but the platform account and its keys; the clock and the faults go back to none. */
export function resetWorld(world: World, seed: string | undefined): void {
  const platformId = readMeta(world.db, 'platform') ?? '';
  const platform = accountById(world.db, platformId);
  transaction(world.db, () => {
    for (const table of stateTables) world.db.sql(`DELETE FROM ${table}`).run();
    world.db.sql('DELETE FROM accounts').run();
    world.db.sql('DELETE FROM restricted_keys').run();
    if (platform) saveAccount(world.db, platform);
    writeMeta(world.db, 'platform', platformId);
    world.faults.clear();
    world.webhookFaults.clear();
    world.clock.clear();
    world.ids.reseed(seed ?? readMeta(world.db, 'seed') ?? platformId);
    // At a first start the platform's own id takes the first draw: after a reset the next ids are the same.
    world.ids.next('acct_', 16);
    world.ids.save();
  });
  for (const forget of world.alsoForget) forget(seed);
}
