import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { quote } from './databases.ts';
import { roleName } from './roles.ts';

/** One numbered SQL file. `name` is `<package>/<file>`. */
export type Migration = { name: string; text: string };

/** What one service's schema is made of, in order. `platform` is the shared schema of functions, made first. */
export type MigrationSet = { service: string; migrations: Migration[] };

// One lock for all services: two starters migrate one after the other.
const lockKey = 0x50_55_52_53;

/** Reads a folder's numbered SQL files in order of their names. */
export async function readMigrations(folder: URL): Promise<Migration[]> {
  const path = fileURLToPath(folder);
  const from = basename(dirname(path.replace(/\/$/, '')));
  const files = (await readdir(path)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file) => ({ name: `${from}/${file}`, text: await readFile(`${path}/${file}`, 'utf8') })),
  );
}

/**
 * Brings every schema up to date under one advisory lock, each file in a transaction of its own, with the history in
 * `<schema>.migrations` by name and hash.
 * @throws Error when a file that was applied has changed since, or when one fails (named; what came before it stays).
 * @returns the names applied now.
 */
export async function migrate(ownerUrl: string, prefix: string, sets: MigrationSet[], at: Date): Promise<string[]> {
  const sql = postgres(ownerUrl, { max: 1, fetch_types: false, onnotice: () => {}, connection: { TimeZone: 'UTC' } });
  const applied: string[] = [];
  try {
    await sql`select pg_advisory_lock(${lockKey})`;
    for (const set of sets) {
      const begun = await isBegun(sql, set.service);
      await openSchema(sql, prefix, set.service);
      for (const migration of set.migrations) {
        if (await apply(sql, { prefix, service: set.service, begun }, migration, at))
          applied.push(`${set.service}: ${migration.name}`);
      }
    }
    return applied;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function openSchema(sql: postgres.Sql, prefix: string, service: string): Promise<void> {
  const schema = quote(service);
  await sql.unsafe(`create schema if not exists ${schema}`);
  await sql.unsafe(
    `create table if not exists ${schema}.migrations (name text primary key, hash text not null, applied_at timestamptz not null)`,
  );
  if (service === 'platform') return;
  for (const kind of ['runtime', 'relay'] as const) {
    const role = quote(roleName(prefix, service, kind));
    await sql.unsafe(`grant usage on schema ${schema} to ${role}`);
    await sql.unsafe(`grant select on ${schema}.migrations to ${role}`);
  }
}

/** Whether a schema was there before, and so may hold rows. */
async function isBegun(sql: postgres.Sql, service: string): Promise<boolean> {
  const [row] = await sql<
    { there: boolean }[]
  >`select to_regclass(${`${quote(service)}.migrations`}) is not null as there`;
  return row?.there ?? false;
}

type Where = { prefix: string; service: string; begun: boolean };

async function apply(
  sql: postgres.Sql,
  { prefix, service, begun }: Where,
  migration: Migration,
  at: Date,
): Promise<boolean> {
  const hash = createHash('sha256').update(migration.text).digest('hex');
  const history = sql`${sql(service)}.migrations`;
  const [known] = await sql<{ hash: string }[]>`select hash from ${history} where name = ${migration.name}`;
  if (known && known.hash !== hash) {
    throw new Error(`${service}: ${migration.name} was changed after it was applied; write a new migration instead`);
  }
  if (known) return false;
  try {
    await inTransaction(sql, async () => {
      await sql`select set_config('search_path', ${`"${service}"`}, true),
        set_config('purser.runtime_role', ${roleName(prefix, service, 'runtime')}, true),
        set_config('purser.relay_role', ${roleName(prefix, service, 'relay')}, true)`;
      // An owner who is under the walls would see no rows, and what is to be moved would be lost without a word: it fails instead.
      if (begun) await sql.unsafe('set local row_security = off');
      await sql.unsafe(migration.text);
      await sql`insert into ${sql(service)}.migrations (name, hash, applied_at) values (${migration.name}, ${hash}, ${at})`;
    });
    return true;
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    const hint = text.includes('row-level security') ? `; migrate as a superuser or a role with bypassrls` : '';
    throw new Error(`${service}: ${migration.name} failed: ${text}${hint}`, { cause });
  }
}

/** On the migrator's one connection. The driver's own `begin` would end the process should the server go away. */
async function inTransaction(sql: postgres.Sql, work: () => Promise<void>): Promise<void> {
  await sql.unsafe('begin');
  try {
    await work();
    await sql.unsafe('commit');
  } catch (error) {
    // Anything but a failed statement, and the connection is gone, and the transaction with it.
    if (error instanceof postgres.PostgresError && error.severity === 'ERROR') await sql.unsafe('rollback');
    throw error;
  }
}
