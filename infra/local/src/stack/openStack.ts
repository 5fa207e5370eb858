import { rm } from 'node:fs/promises';
import { services } from '../hosts.ts';
import type { Steps } from '../print/steps.ts';
import { connectionBudget } from './budget.ts';
import { claimFolder } from './claim.ts';
import { setUpDatabase } from './database.ts';
import { busUsers } from './engines.ts';
import type { Folder } from './folder.ts';
import type { Keys } from './keys.ts';
import { openKeys } from './keysFile.ts';
import { endLeftovers } from './leftovers.ts';
import { keepApart } from './liveFolder.ts';
import { Opened, type StackStatus } from './opened.ts';
import type { Addresses } from './orders.ts';
import type { Settings } from './settings.ts';
import { startChildren } from './startChildren.ts';
import { startEngines } from './startEngines.ts';

/** A running platform. */
export type Stack = {
  folder: Folder;
  keys: Keys;
  addresses: Addresses;
  status(): StackStatus;
  /** Work in hand is finished, then everything ends in its turn. */
  stop(): Promise<void>;
  /** Everything ends at once. */
  kill(): Promise<void>;
};

/**
 * Brings a platform up on this machine: keys, engines, database, services, and the sandbox unless money is real.
 * @param interrupted once aborted, the start is broken off between two steps
 * @throws Refusal when it must not be started; Error when a part does not start. Nothing is left running then.
 */
export async function openStack(
  folder: Folder,
  settings: Settings,
  steps: Steps,
  interrupted: AbortSignal,
): Promise<Stack> {
  const opened = new Opened();
  try {
    const claim = await claimFolder(folder, () => opened.status());
    opened.tidy.push(claim.release, () => rm(folder.children, { recursive: true, force: true }));
    const { keys, addresses } = await build(folder, settings, steps, interrupted, opened);
    opened.state = 'running';
    return {
      folder,
      keys,
      addresses,
      status: () => opened.status(),
      stop: () => opened.stop(),
      kill: () => opened.kill(),
    };
  } catch (error) {
    await opened.stop();
    throw error;
  }
}

async function build(
  folder: Folder,
  settings: Settings,
  steps: Steps,
  interrupted: AbortSignal,
  opened: Opened,
): Promise<Pick<Stack, 'keys' | 'addresses'>> {
  const { step, note } = steps;
  await keepApart(folder, settings.live !== undefined);
  await endLeftovers(folder, note);
  const keysFile = await step(
    'keys',
    () => openKeys(folder, names(services), busUsers),
    ({ isNew }) => `${isNew ? 'made' : 'read'}: ${folder.keys}`,
  );
  const { keys } = keysFile;
  const engines = await startEngines(folder, settings, keys, steps, opened);
  interrupted.throwIfAborted();
  const wanted = { adminUrl: engines.postgres, name: settings.name, services, keysFile, keysPath: folder.keys };
  const { ownerUrl: owner } = await step(
    'database',
    () => setUpDatabase(wanted),
    ({ applied }) => (applied.length === 0 ? 'up to date' : `${applied.length} migrations applied`),
  );
  interrupted.throwIfAborted();
  const addresses = { owner, nats: engines.nats, redis: engines.redis };
  const outside = await startChildren({ folder, settings, keys, steps, opened }, addresses);
  interrupted.throwIfAborted();
  await step(
    'connections',
    () => connectionBudget(owner, services.length),
    (budget) => budget,
  );
  return { keys, addresses: { ...addresses, ...outside } };
}

function names(all: readonly { name: string }[]): string[] {
  return all.map(({ name }) => name);
}
