import { connect, type Tx } from '@purser/db';
import { newId } from '@purser/message';
import { freshDatabase, type TestDatabase } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

type Posted = [account: string, amount: number][];

let database: TestDatabase;
let runtime: ReturnType<typeof connect>;
const tenant = newId();
beforeAll(async () => {
  database = await freshDatabase();
  runtime = connect({ url: database.url('reporting', 'runtime'), max: 2, name: 'test' });
});
afterAll(async () => {
  await runtime?.close();
  await database?.drop();
});

const inTenant = <T>(work: (tx: Tx) => Promise<T>) => runtime.tenantTx({ tenant }, work);

async function insertEntry({ sql }: Tx, entryId: string, sourceEvent = newId()): Promise<void> {
  await sql`insert into entries (tenant_id, entry_id, kind, source_event, source_id, currency, effective_on, booked_at)
    values (${tenant}, ${entryId}, 'invoiceIssued', ${sourceEvent}, ${newId()}, 'GBP', '2026-03-01', '2026-03-01T00:00:00Z')`;
}

async function post({ sql }: Tx, entryId: string, posted: Posted): Promise<void> {
  await sql`insert into postings (tenant_id, entry_id, account, amount)
    select ${tenant}, ${entryId}, p.account, p.amount
    from unnest(${posted.map(([account]) => account)}::text[], ${posted.map(([, amount]) => String(amount))}::bigint[]) as p(account, amount)`;
}

const balanced: Posted = [
  ['receivables', 120],
  ['revenue', -100],
  ['taxPayable', -20],
];

async function booked(posted = balanced): Promise<string> {
  const entryId = newId();
  await inTenant(async (tx) => {
    await insertEntry(tx, entryId);
    await post(tx, entryId, posted);
  });
  return entryId;
}

test('the database takes an entry whose postings add up to zero', async () => {
  const entryId = await booked();
  const rows = await inTenant(({ sql }) => sql`select from journal where entry_id = ${entryId}`);
  expect(rows.length).toBe(3);
});

test.each<[string, Posted]>([
  ['a unit too much', [...balanced.slice(0, 2), ['taxPayable', -19]]],
  ['one side only', [['receivables', 120]]],
])('the database refuses an entry out of balance: %s', async (_, posted) => {
  await expect(booked(posted)).rejects.toMatchObject({ code: '23514', constraint_name: 'postings_come_whole' });
});

test('the database refuses an entry without postings', async () => {
  await expect(inTenant((tx) => insertEntry(tx, newId()))).rejects.toMatchObject({
    constraint_name: 'entry_has_postings',
  });
});

test('the database refuses to add to an entry that stands, even in balance', async () => {
  const entryId = await booked();
  const more: Posted = [
    ['stripeFees', 5],
    ['stripeClearing', -5],
  ];
  await expect(inTenant((tx) => post(tx, entryId, more))).rejects.toMatchObject({
    constraint_name: 'postings_come_whole',
  });
});

test('one event books one entry of a kind', async () => {
  const event = newId();
  const twice = inTenant(async (tx) => {
    for (const entryId of [newId(), newId()]) {
      await insertEntry(tx, entryId, event);
      await post(tx, entryId, balanced);
    }
  });
  await expect(twice).rejects.toMatchObject({ code: '23505' });
});

test.each(['entries', 'postings', 'journal'])(
  'nothing in %s can be changed or removed by the service',
  async (table) => {
    await booked();
    const statements = [`update ${table} set tenant_id = tenant_id`, `delete from ${table}`, `truncate ${table}`];
    for (const statement of statements) {
      await expect(inTenant(({ sql }) => sql.unsafe(statement))).rejects.toMatchObject({
        code: expect.stringMatching(/^(42501|42809|55000)$/),
      });
    }
  },
);

test('an entry under another tenant is refused', async () => {
  const entryId = newId();
  const other = runtime.tenantTx({ tenant: newId() }, (tx) => insertEntry(tx, entryId));
  await expect(other).rejects.toMatchObject({ code: '42501' });
});
