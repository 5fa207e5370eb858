import type { World } from '../world.ts';
import { transaction } from './open.ts';

/** Runs work that no API call asked for in one transaction, ids included, and wakes the loop for what it owes. */
export function changing<T>(world: World, work: () => T): T {
  const done = transaction(world.db, () => {
    const result = work();
    world.ids.save();
    return result;
  });
  world.wake();
  return done;
}
