import { allAccounts } from '../store/accounts.ts';
import { readMeta, transaction, writeMeta } from '../store/open.ts';
import { scopeOf } from '../store/scope.ts';
import type { World } from '../world.ts';
import { payOut } from './payout.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** What happens once a day, at the first look after midnight UTC: every account is paid out. */
export function passDay(world: World): void {
  const today = Math.floor(world.clock.nowMs() / dayMs);
  const last = readMeta(world.db, 'day');
  if (last === String(today)) return;
  transaction(world.db, () => {
    writeMeta(world.db, 'day', String(today));
    // The first look of all only learns what day it is.
    if (last !== undefined && world.settings.payouts === 'daily')
      for (const { id } of allAccounts(world.db)) payOut(scopeOf(world, id));
    world.ids.save();
  });
}
