import { randomUUID } from 'node:crypto';
import { type Connection, connect } from '@purser/db';
import { freshDatabase, rolePrefix, type TestDatabase } from '@purser/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attempt, breakIn, type Intruder } from './walls/attempts.ts';
import { type Catalogue, fullName, readCatalogue, type Table } from './walls/catalogue.ts';
import { type ProbeRow, plantRow } from './walls/probeRow.ts';
import { classOf, isHistory, structureFaults } from './walls/structure.ts';

let database: TestDatabase;
let admin: Connection;
let catalogue: Catalogue;
let services: string[];
const roles = new Map<string, Connection>();

const uuid = (id: string) => `'${id}'::uuid`;

beforeAll(async () => {
  database = await freshDatabase();
  admin = connect({ url: database.adminUrl, max: 2, name: 'walls' });
  catalogue = await readCatalogue(admin.sql, rolePrefix);
  services = [...new Set(catalogue.tables.map(({ schema }) => schema))].filter((schema) => schema !== 'platform');
  for (const service of services)
    for (const kind of ['runtime', 'relay'] as const)
      roles.set(
        `${service} ${kind}`,
        connect({ url: database.url(service, kind), max: 1, name: `${service} ${kind}` }),
      );
});
afterAll(async () => {
  await Promise.all([...roles.values(), admin].map((connection) => connection?.close()));
  await database?.drop();
});

function role(service: string, kind: 'runtime' | 'relay'): Connection {
  const found = roles.get(`${service} ${kind}`);
  if (!found) throw new Error(`${service} has no ${kind} role`);
  return found;
}

/** All rows, as text, that the tenant has in the table. */
async function rowsOf(table: Table, tenant: string): Promise<string[]> {
  const rows = await admin.sql<{ row: string }[]>`
    select t::text as row from ${admin.sql(table.schema)}.${admin.sql(table.name)} t where tenant_id = ${tenant} order by 1`;
  return rows.map(({ row }) => row);
}

const has = (table: Table, column: string) => table.columns.some(({ name }) => name === column);

/** Other services' roles, speaking for the very tenant whose rows these are. */
function strangers(table: Table, tenant: string): Intruder[] {
  return services
    .filter((service) => service !== table.schema)
    .flatMap((service) =>
      (['runtime', 'relay'] as const).map((kind) => ({
        who: `${service}'s ${kind} role`,
        connection: role(service, kind),
        scope: { tenant },
      })),
    );
}

/** Plants rows of two tenants and of two customers, and tells every way in which they could be reached. */
async function tenantFaults(table: Table): Promise<string[]> {
  const runtime = role(table.schema, 'runtime');
  const [mine, theirs, ada, bob] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const [hers, his] = [
    await plantRow(admin.sql, table, { tenant_id: uuid(theirs), customer_id: uuid(ada) }),
    has(table, 'customer_id')
      ? await plantRow(admin.sql, table, { tenant_id: uuid(theirs), customer_id: uuid(bob) })
      : undefined,
  ];
  await plantRow(admin.sql, table, { tenant_id: uuid(mine), customer_id: uuid(ada) });
  const before = await rowsOf(table, theirs);
  const ofTenant = `tenant_id = ${uuid(theirs)}`;
  const faults: string[] = [];
  const tryFrom = async (intruder: Intruder, expected: 'unseen' | 'refused', where = ofTenant, row: ProbeRow = hers) =>
    faults.push(...(await breakIn(table, where, row, intruder, expected)));

  await tryFrom({ who: 'another tenant', connection: runtime, scope: { tenant: mine } }, 'unseen');
  await tryFrom({ who: 'no tenant', connection: runtime, scope: undefined }, 'unseen');
  for (const stranger of strangers(table, theirs)) await tryFrom(stranger, 'refused');
  if (classOf(table) === 'tenant')
    await tryFrom(
      { who: 'the relay role', connection: role(table.schema, 'relay'), scope: { tenant: theirs } },
      'refused',
    );
  if (his && classOf(table) === 'tenant') {
    const customer: Intruder = {
      who: 'another customer',
      connection: runtime,
      scope: { tenant: theirs, customer: ada },
    };
    await tryFrom(customer, 'unseen', `customer_id = ${uuid(bob)}`, his);
  }
  const move = await attempt(
    { who: 'another tenant', connection: runtime, scope: { tenant: mine } },
    `update "${table.schema}"."${table.name}" set tenant_id = ${uuid(theirs)}`,
  );
  if (!('refused' in move)) faults.push('a row may be moved to another tenant');
  const own = await attempt(
    { who: 'its own tenant', connection: runtime, scope: { tenant: theirs } },
    `select from "${table.schema}"."${table.name}"`,
  );
  if (!('rows' in own) || own.rows !== before.length) faults.push(`its own tenant sees ${JSON.stringify(own)}`);
  if ((await rowsOf(table, theirs)).join('\n') !== before.join('\n')) faults.push('rows were changed');
  return faults.map((fault) => `${fullName(table)}: ${fault}`);
}

async function doorFaults(table: Table): Promise<string[]> {
  const row = await plantRow(admin.sql, table, {});
  const faults: string[] = [];
  for (const stranger of strangers(table, randomUUID()))
    faults.push(...(await breakIn(table, 'true', row, stranger, 'refused')));
  return faults.map((fault) => `${fullName(table)}: ${fault}`);
}

const ofClass = (wanted: 'tenant' | 'plumbing' | 'door') =>
  catalogue.tables.filter((table) => !isHistory(table) && !table.partition && classOf(table) === wanted);

test('every table of every service is of exactly one class and walled as its class asks', () => {
  expect(services).toContain('directory');
  expect(structureFaults(catalogue, rolePrefix)).toEqual([]);
});

/** Every table of every service is probed from every side, on a machine that has other tests to run. */
const patience_ms = 360_000;

test(
  "a tenant's rows are reached by no other tenant, customer, role or service",
  async () => {
    const tables = ofClass('tenant');
    expect(tables.length).toBeGreaterThan(0);
    const faults: string[] = [];
    for (const table of tables) faults.push(...(await tenantFaults(table)));
    expect(faults).toEqual([]);
  },
  patience_ms,
);

test('plumbing shows the runtime role its tenant only, and another service nothing', async () => {
  const tables = ofClass('plumbing');
  // The store of files is no service and has none.
  const withBus = services.filter((name) => name !== 'files');
  expect(tables.length).toBeGreaterThanOrEqual(4 * withBus.length);
  const faults: string[] = [];
  for (const table of tables) faults.push(...(await tenantFaults(table)));
  expect(faults).toEqual([]);
});

test('doors open to their own service only', async () => {
  const faults: string[] = [];
  for (const table of ofClass('door')) faults.push(...(await doorFaults(table)));
  expect(faults).toEqual([]);
});

describe('a table made wrongly is found:', () => {
  const wrong: [name: string, sql: string, fault: RegExp][] = [
    ['without a class', 'create table directory.bare (tenant_id uuid primary key)', /bare: belongs to no class/],
    [
      'without row security',
      `create table directory.open (tenant_id uuid primary key, customer_id uuid);
       grant select, insert, update, delete on directory.open to ${rolePrefix}_directory;
       comment on table directory.open is 'class: tenant'`,
      /open: row security is off/,
    ],
    [
      'with a unique index over all tenants',
      `create table directory.shared (tenant_id uuid primary key, number text unique);
       comment on table directory.shared is 'class: tenant'`,
      /shared: unique index shared_number_key spans tenants/,
    ],
    [
      'that the relay role may read',
      `create table directory.seen (tenant_id uuid primary key);
       comment on table directory.seen is 'class: tenant'; grant select on directory.seen to ${rolePrefix}_directory_relay`,
      /seen: \w+_directory_relay has SELECT/,
    ],
    [
      'that may be emptied at a stroke',
      `create table directory.emptied (tenant_id uuid primary key);
       comment on table directory.emptied is 'class: tenant'; grant truncate on directory.emptied to ${rolePrefix}_directory`,
      /emptied: \w+_directory has TRUNCATE/,
    ],
    [
      'as a view with its owner’s eyes',
      `create view directory.glimpse as select * from directory.customers;
       comment on view directory.glimpse is 'class: tenant'`,
      /glimpse: is no table/,
    ],
  ];
  test.each(wrong)('%s', async (_name, sql, fault) => {
    const own = await freshDatabase();
    const behind = connect({ url: own.adminUrl, max: 1, name: 'walls' });
    try {
      await behind.sql.unsafe(sql);
      expect(structureFaults(await readCatalogue(behind.sql, rolePrefix), rolePrefix).join('\n')).toMatch(fault);
    } finally {
      await behind.close();
      await own.drop();
    }
  });

  test('whose policy lets everything through, by trying', async () => {
    const table = catalogue.tables.find((each) => fullName(each) === 'directory.customers');
    if (!table) throw new Error('directory.customers is gone');
    expect(await tenantFaults(table)).toEqual([]);
    await admin.sql`create policy hole on directory.customers to public using (true) with check (true)`;
    const faults = await tenantFaults(table);
    await admin.sql`drop policy hole on directory.customers`;
    for (const word of ['another tenant may read', 'no tenant may change', 'another tenant may insert'])
      expect(faults.join('\n')).toContain(word);
    expect(faults.join('\n')).not.toContain('another customer may read');
  });
});
