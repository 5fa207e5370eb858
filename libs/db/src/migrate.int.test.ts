import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freshDatabase, type TestDatabase } from '@purser/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Connection, connect } from './connect.ts';
import { createDatabase, dropDatabase, quote } from './databases.ts';
import { type Migration, migrate, readMigrations } from './migrate.ts';
import { roleName, setUpRoles } from './roles.ts';

const prefix = `m${randomBytes(4).toString('hex')}`;
const at = new Date('2026-03-01T10:00:00Z');
const table = (name: string): Migration => ({
  name: `alpha/${name}.sql`,
  text: `create table ${name.replace(/^\d+_/, '')} (id int primary key)`,
});

let server: TestDatabase;
let url: string;
let admin: Connection;

beforeAll(async () => {
  server = await freshDatabase();
  await setUpRoles(server.adminUrl, prefix, { alpha: { runtime: randomUUID(), relay: randomUUID() } });
});
beforeEach(async () => {
  const name = `${prefix}_${randomBytes(4).toString('hex')}`;
  await createDatabase(server.adminUrl, name);
  const own = new URL(server.adminUrl);
  own.pathname = `/${name}`;
  url = own.href;
  admin = connect({ url, max: 1, name: 'migrations' });
  return async () => {
    await admin.close();
    await dropDatabase(server.adminUrl, name);
  };
});
afterAll(async () => {
  const behind = connect({ url: server.adminUrl, max: 1, name: 'migrations' });
  for (const kind of ['runtime', 'relay'] as const)
    await behind.sql.unsafe(`drop role ${quote(roleName(prefix, 'alpha', kind))}`);
  await behind.close();
  await server.drop();
});

const run = (...migrations: Migration[]) => migrate(url, prefix, [{ service: 'alpha', migrations }], at);

async function tables(): Promise<string[]> {
  const rows = await admin.sql<{ name: string }[]>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'alpha'::regnamespace order by 1`;
  return rows.map(({ name }) => name);
}

async function history(): Promise<string[]> {
  const rows = await admin.sql<{ name: string }[]>`select name from alpha.migrations order by name`;
  return rows.map(({ name }) => name);
}

test('migrating twice does nothing the second time', async () => {
  expect(await run(table('001_one'), table('002_two'))).toEqual([
    'alpha: alpha/001_one.sql',
    'alpha: alpha/002_two.sql',
  ]);
  expect(await run(table('001_one'), table('002_two'))).toEqual([]);
  expect(await tables()).toEqual(['migrations', 'one', 'two']);
});

test('what is new is applied though older files stand before and after it', async () => {
  await run(table('001_one'), table('003_three'));
  expect(await run(table('001_one'), table('002_two'), table('003_three'))).toEqual(['alpha: alpha/002_two.sql']);
});

test('of migrators that start at once, one applies and the others find it done', async () => {
  const all = [table('001_one'), table('002_two'), table('003_three')];
  const applied = await Promise.all([run(...all), run(...all), run(...all)]);
  expect(applied.map((names) => names.length).sort()).toEqual([0, 0, 3]);
  expect(await tables()).toEqual(['migrations', 'one', 'three', 'two']);
});

test('a file that was changed after it was applied is refused by its name, and nothing after it is applied', async () => {
  await run(table('001_one'));
  const changed = { ...table('001_one'), text: 'create table other (id int)' };
  await expect(run(changed, table('002_two'))).rejects.toThrow('alpha/001_one.sql was changed after it was applied');
  expect(await tables()).toEqual(['migrations', 'one']);
});

test('a migration that fails is named, leaves nothing of itself, and what came before it stays', async () => {
  const broken = { name: 'alpha/002_broken.sql', text: 'create table half (id int); create table one (id int)' };
  await expect(run(table('001_one'), broken, table('003_three'))).rejects.toThrow(
    /alpha: alpha\/002_broken\.sql failed: .*"one" already exists/,
  );
  expect(await tables()).toEqual(['migrations', 'one']);
  expect(await history()).toEqual(['alpha/001_one.sql']);
  expect(await run(table('001_one'), table('002_two'))).toEqual(['alpha: alpha/002_two.sql']);
});

test('a migrator that died gives its lock back', async () => {
  const dying = run({ name: 'alpha/001_dies.sql', text: 'select pg_terminate_backend(pg_backend_pid())' });
  await expect(dying).rejects.toThrow('alpha/001_dies.sql failed');
  expect(await run(table('001_one'))).toEqual(['alpha: alpha/001_one.sql']);
});

test('files of a folder come in the order of their numbers, named for their package', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'purser-migrations-'));
  for (const file of ['010_c.sql', '002_b.sql', '001_a.sql', 'notes.md'])
    await writeFile(join(folder, file), `-- ${file}`);
  const read = await readMigrations(pathToFileURL(`${folder}/`));
  expect(read.map(({ name, text }) => [name.split('/')[1], text])).toEqual([
    ['001_a.sql', '-- 001_a.sql'],
    ['002_b.sql', '-- 002_b.sql'],
    ['010_c.sql', '-- 010_c.sql'],
  ]);
  await rm(folder, { recursive: true });
});

test('an owner who would not see the rows that a migration moves is refused, and nothing is lost', async () => {
  const walled: Migration = {
    name: 'alpha/001_walled.sql',
    text: `create table walled (tenant_id uuid primary key, secret text); alter table walled enable row level security;
      alter table walled force row level security`,
  };
  const moving: Migration = {
    name: 'alpha/002_moving.sql',
    text: `create table moved (secret text); insert into moved select secret from walled; alter table walled drop column secret`,
  };
  const owner = `${prefix}_owner`;
  const asOwner = new URL(url);
  asOwner.username = owner;
  asOwner.password = 'walled';
  await admin.sql.unsafe(`create role ${quote(owner)} login password 'walled'`);
  await admin.sql.unsafe(`grant create on database ${quote(new URL(url).pathname.slice(1))} to ${quote(owner)}`);
  const runAs = (...migrations: Migration[]) => migrate(asOwner.href, prefix, [{ service: 'alpha', migrations }], at);
  await runAs(walled);
  await admin.sql`insert into alpha.walled values (${randomUUID()}, 'kept')`;
  await expect(runAs(walled, moving)).rejects.toThrow('migrate as a superuser or a role with bypassrls');
  expect(await tables()).toEqual(['migrations', 'walled']);
  await admin.sql.unsafe(`alter role ${quote(owner)} bypassrls`);
  await runAs(walled, moving);
  expect(await admin.sql`select secret from alpha.moved`).toEqual([{ secret: 'kept' }]);
  await admin.sql.unsafe(`drop owned by ${quote(owner)}`);
  await admin.sql.unsafe(`drop role ${quote(owner)}`);
});
