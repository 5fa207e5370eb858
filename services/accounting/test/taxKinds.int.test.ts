import { readFile } from 'node:fs/promises';
import { type Connection, connect } from '@purser/db';
import { newId } from '@purser/message';
import { freshDatabase, type TestDatabase } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

let database: TestDatabase;
let behind: Connection;
beforeAll(async () => {
  database = await freshDatabase();
  behind = connect({ url: database.adminUrl, max: 1, name: 'test' });
});
afterAll(async () => {
  await behind?.close();
  await database?.drop();
});

test('a mapping stored before kinds had types gets those of Britain where it is of Britain, and keeps what it said', async () => {
  const { sql } = behind;
  const stored = [
    { '20': 'OUTPUT2', '5': 'RROUTPUT', '0': 'ZERORATEDOUTPUT' },
    { '20': 'OUTPUT2', 'exempt:0': 'NONE' },
    { '15': 'OUTPUT2', '0': 'ZERORATED' },
  ];
  const tenants = stored.map(() => newId());
  for (const [at, types] of stored.entries())
    await sql`insert into accounting.connections (tenant_id, provider, external_id, organisation, access_token, refresh_token,
      access_until, state, sales_account, payment_account, tax_types, connected_at) values (${tenants[at] ?? ''}, 'xero', 'x', 'Books',
      '', '', now(), 'connected', '200', '090', ${JSON.stringify(types)}, now())`;
  const migration = await readFile(new URL('../migrations/002_tax_kinds.sql', import.meta.url), 'utf8');
  await sql.unsafe(`set search_path to accounting; ${migration}`);
  const types = async (tenant = '') =>
    JSON.parse((await sql`select tax_types from accounting.connections where tenant_id = ${tenant}`)[0]?.tax_types);
  expect(await types(tenants[0])).toEqual({
    ...stored[0],
    'exempt:0': 'EXEMPTOUTPUT',
    'reverseCharge:0': 'ECZROUTPUTSERVICES',
  });
  expect(await types(tenants[1])).toEqual({ ...stored[1], 'reverseCharge:0': 'ECZROUTPUTSERVICES' });
  expect(await types(tenants[2])).toEqual(stored[2]);
});
