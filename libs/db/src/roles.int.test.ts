import { randomBytes, randomUUID } from 'node:crypto';
import { freshDatabase, rolePrefix, type TestDatabase } from '@purser/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Connection, connect } from './connect.ts';
import { quote } from './databases.ts';
import { databaseFault } from './errors.ts';
import { roleName, roleUrl, setUpRoles } from './roles.ts';

let database: TestDatabase;
const connections = new Map<string, Connection>();
const stranger = `r${randomBytes(4).toString('hex')}`;
const first = { runtime: `it's ${randomUUID()}`, relay: randomUUID() };

beforeAll(async () => {
  database = await freshDatabase();
  await setUpRoles(database.adminUrl, stranger, { alpha: first });
  connections.set('admin', connect({ url: database.adminUrl, max: 1, name: 'roles' }));
  for (const kind of ['runtime', 'relay'] as const)
    connections.set(kind, connect({ url: database.url('directory', kind), max: 1, name: 'roles' }));
});
afterAll(async () => {
  const admin = connection('admin');
  for (const kind of ['runtime', 'relay'] as const)
    await admin.sql.unsafe(`drop role ${quote(roleName(stranger, 'alpha', kind))}`);
  await Promise.all([...connections.values()].map((each) => each.close()));
  await database.drop();
});

function connection(name: string): Connection {
  const found = connections.get(name);
  if (!found) throw new Error(`nobody is connected as ${name}`);
  return found;
}

async function refusalOf(role: string, statement: string): Promise<string | undefined> {
  try {
    await connection(role).plainTx(({ sql }) => sql.unsafe(statement));
    return undefined;
  } catch (error) {
    return databaseFault(error)?.code;
  }
}

const forbidden = [
  'create table own (id int)',
  'create table public.own (id int)',
  'create table platform.own (id int)',
  'create schema own',
  'create role own',
  'create database own',
  'create extension pgcrypto',
  `create function public.own() returns int language sql as 'select 1'`,
  'set session_replication_role = replica',
  'alter table directory.customers disable row level security',
  'alter table directory.customers no force row level security',
  'drop policy tenant on directory.customers',
  'truncate directory.customers',
  'alter table directory.customers disable trigger all',
  `insert into directory.migrations values ('x', 'y', '2026-01-01')`,
  'delete from directory.migrations',
  `set role ${rolePrefix}_invoicing`,
  `copy directory.tenants to program 'true'`,
  `select pg_read_file('/etc/hostname')`,
  `alter role ${rolePrefix}_directory bypassrls`,
  'alter role current_user superuser',
];

describe.each(['runtime', 'relay'])("a service's %s role may not", (role) => {
  test.each(forbidden)('%s', async (statement) => {
    expect(['42501', '25001', '0A000']).toContain(await refusalOf(role, statement));
    if (!statement.startsWith('create database')) expect(await refusalOf(role, statement)).toBe('42501');
  });

  test("read, write or look into another service's schema", async () => {
    const admin = connection('admin');
    const tables = await admin.sql<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('directory', 'platform', 'pg_catalog', 'information_schema')`;
    expect(tables.map(({ name }) => name)).toContain('invoicing.invoices');
    for (const { name } of tables) {
      expect(await refusalOf(role, `select from ${name}`), name).toBe('42501');
      expect(await refusalOf(role, `delete from ${name}`), name).toBe('42501');
    }
  });

  test('be anything but what it was made', async () => {
    const [row] = await connection('admin').sql`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit
      from pg_roles where rolname = ${roleName(rolePrefix, 'directory', role === 'relay' ? 'relay' : 'runtime')}`;
    expect(Object.values(row ?? { none: true })).toEqual([false, false, false, false, false, false]);
  });
});

test('setting up roles again changes their passwords and nothing else', async () => {
  const url = (password: string) => roleUrl(database.adminUrl, stranger, 'alpha', 'runtime', password);
  const enter = async (password: string) => {
    const visitor = connect({ url: url(password), max: 1, name: 'roles' });
    try {
      const [row] = await visitor.sql<{ path: string }[]>`select current_setting('search_path') as path`;
      return row?.path;
    } finally {
      await visitor.close();
    }
  };
  expect(await enter(first.runtime)).toBe('alpha');
  const second = { runtime: randomUUID(), relay: randomUUID() };
  await setUpRoles(database.adminUrl, stranger, { alpha: second });
  expect(await enter(second.runtime)).toBe('alpha');
  await expect(enter(first.runtime)).rejects.toMatchObject({ code: '28P01' });
});
