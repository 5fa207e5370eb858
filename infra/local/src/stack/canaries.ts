import { connect, type Sql } from '@purser/db';
import { checkCanary, makeCanary, masterKey, VaultError } from '@purser/vault';
import type { Keys } from './keys.ts';
import { Refusal } from './refusal.ts';

/** The ids under which the keys are given to the services. */
export const masterId = 'm1';
export const wireId = 'w1';

type Canary = { name: string; sealed: Buffer };

/**
 * Holds each key against the sealed canary that the database keeps of it, before anything is written. A key without a
 * canary is new.
 * @throws Refusal when a key is not the one the data was sealed under
 */
export async function checkKeys(ownerUrl: string, keys: Keys, path: string): Promise<void> {
  await withOwner(ownerUrl, async (sql) => {
    const [table] = await sql<{ there: boolean }[]>`select to_regclass('stack.canaries') is not null as there`;
    if (!table?.there) return;
    for (const { name, sealed } of await sql<Canary[]>`select name, sealed from stack.canaries order by name`) {
      const key = named(keys).get(name);
      if (!key)
        throw new Refusal(`${path} lacks the key of ${name}, whose data is here. Put back the file that has it.`);
      try {
        checkCanary(key, sealed);
      } catch (error) {
        if (!(error instanceof VaultError)) throw error;
        throw new Refusal(`${path} does not belong to this data (the key of ${name}). ${error.message}`, {
          cause: error,
        });
      }
    }
  });
}

/** Keeps a canary of every key that has none yet. */
export async function keepCanaries(ownerUrl: string, keys: Keys): Promise<void> {
  await withOwner(ownerUrl, async (sql) => {
    await sql`create schema if not exists stack`;
    await sql`create table if not exists stack.canaries (name text primary key, sealed bytea not null)`;
    for (const [name, key] of named(keys))
      await sql`insert into stack.canaries (name, sealed) values (${name}, ${makeCanary(key)}) on conflict do nothing`;
  });
}

function named(keys: Keys): Map<string, ReturnType<typeof masterKey>> {
  const masters = Object.entries(keys.masters).map(([name, key]) => [name, masterKey(masterId, key)] as const);
  return new Map([...masters, ['wire', masterKey(wireId, keys.wire)]]);
}

async function withOwner<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const owner = connect({ url, max: 1, name: 'purser start' });
  try {
    return await work(owner.sql);
  } finally {
    await owner.close();
  }
}
