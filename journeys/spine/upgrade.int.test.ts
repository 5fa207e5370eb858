import { invoicing, payments } from '@purser/contracts';
import { type Connection, connect, migrate, readMigrations } from '@purser/db';
import { newId } from '@purser/message';
import { freshDatabase, rolePrefix, until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Payer, type Payers, payersOf } from './payers.ts';
import { startTown, type Tenant, type Town, untilInvoice } from './town.ts';

const own = new URL('../../services/payments/migrations/', import.meta.url);
const at = new Date('2026-11-01T00:00:00Z');
const day_ms = 86_400_000;

/** The tables that 001 to 005 make, in an order in which they can be filled. */
const old = [
  ...['webhook_endpoints', 'stripe_accounts', 'stripe_customers', 'attempts', 'payments', 'webhook_events', 'refunds'],
  ...['disputes', 'dispute_moves', 'setups', 'methods', 'autopay', 'autopay_runs', 'bills'],
];
type Rows = Record<string, Record<string, unknown>[]>;
type Bill = 'fresh' | 'refused' | 'usedUp';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let behind: Connection;
let before: Town;
let town: Town;
let payers: Payers;
let payer: Payer;
/** Invoices by what has become of them, when the upgrade comes. */
let bills: Record<Bill, string>;
let paid: { invoiceId: string; paymentId: string };
let open: { invoiceId: string; paymentIntentId: string; clientSecret?: string | undefined };
let filled: Rows;
let upgraded: Rows;

async function rowsOf(tables: readonly string[]): Promise<Rows> {
  const all: Rows = {};
  for (const table of tables) {
    const rows = await behind.sql.unsafe<{ row: Record<string, unknown> }[]>(
      `select to_jsonb(t) as row from payments.${table} t order by t::text`,
    );
    all[table] = rows.map(({ row }) => row);
  }
  return all;
}

/** A tenant's life, as far as the first five migrations had a place for it. */
async function live(): Promise<void> {
  const lived = payersOf(before);
  payer = await lived.payer();
  const { tenant, customer } = payer;
  const { client } = before.platform;
  const invoice = () => before.invoice(tenant, customer.customerId);
  const first = await invoice();
  const prepared = await client.command(payments.preparePayment, { invoiceId: first }, customer);
  await before.confirm(prepared, 'pm_card_mastercard');
  await untilInvoice(before, tenant.staff, first, 'paid');
  const [payment] = (await client.query(payments.listPayments, { invoiceId: first }, tenant.staff)).payments;
  paid = { invoiceId: first, paymentId: payment?.paymentId ?? '' };
  await refund(before, tenant, 20_00);
  bills = { fresh: await invoice(), refused: await invoice(), usedUp: await invoice() };
  const waiting = await invoice();
  open = { invoiceId: waiting, ...(await client.command(payments.preparePayment, { invoiceId: waiting }, customer)) };
  await before.platform.quiet();
  await lived.stop();
}

async function refund({ platform }: Town, tenant: Tenant, amount: number): Promise<void> {
  const asked = { refundId: newId(), ...paid, amount, reason: 'requestedByCustomer' as const };
  await platform.client.command(invoicing.refundPayment, asked, tenant.staff);
  await until('it is back', async () => {
    const { refunds } = await platform.client.query(
      invoicing.listRefundsAsked,
      { invoiceId: paid.invoiceId },
      tenant.staff,
    );
    return refunds.find(({ refundId }) => refundId === asked.refundId)?.returned === amount;
  });
}

/** What 005 had where later migrations have something else. */
async function asOf005(rows: Rows): Promise<Rows> {
  const secrets = await behind.sql<{ endpoint_id: string; webhook_secrets: string }[]>`
    select s.endpoint_id, to_jsonb(s.secrets) #>> '{}' as webhook_secrets from payments.webhook_secrets s`;
  const tried_on = new Date(Date.now() - 2 * day_ms).toISOString().slice(0, 10);
  const refusals: Record<string, number> = { [bills.refused]: 2, [bills.usedUp]: 4 };
  return {
    ...rows,
    stripe_accounts: (rows.stripe_accounts ?? []).map((row) => ({ ...row, ...secrets[0] })),
    bills: (rows.bills ?? []).map((row) => {
      const count = refusals[String(row.invoice_id)] ?? 0;
      return { ...row, refusals: count, tried_on: count > 0 ? tried_on : null };
    }),
  };
}

/** Takes what payments has back to 005, with the same rows in it as far as 005 has columns for them. */
async function backTo005(): Promise<void> {
  const kept = await asOf005(await rowsOf(old));
  const all = await readMigrations(own);
  const made = all.flatMap(({ text }) => [...text.matchAll(/^create table (\w+)/gm)].map(([, name]) => name));
  await behind.sql.unsafe(`drop table ${made.map((name) => `payments.${name}`).join(', ')} cascade`);
  await behind.sql`delete from payments.migrations where name like 'payments/%'`;
  const first = all.filter(({ name }) => name < 'payments/006');
  expect(first).toHaveLength(5);
  await migrate(database.adminUrl, rolePrefix, [{ service: 'payments', migrations: first }], at);
  for (const table of old)
    for (const row of kept[table] ?? [])
      await behind.sql.unsafe(
        `insert into payments.${table} select * from jsonb_populate_record(null::payments.${table}, $1::text::jsonb)`,
        [JSON.stringify(row)],
      );
  filled = await rowsOf(old);
}

beforeAll(async () => {
  database = await freshDatabase();
  behind = connect({ url: database.adminUrl, max: 1, name: 'upgrade' });
  before = await startTown({ lease_ms: 20_000 }, {}, { database });
  await live();
  await before.edge.close();
  await before.platform.stop();
  await backTo005();
  await migrate(database.adminUrl, rolePrefix, [{ service: 'payments', migrations: await readMigrations(own) }], at);
  upgraded = await rowsOf([...old, 'stripe_endpoints', 'webhook_secrets']);
  const { sandbox } = before;
  town = await startTown({}, {}, { database, sandbox, port: before.edge.port });
  payers = payersOf(town);
}, 120_000);
afterAll(async () => {
  await payers?.stop();
  await behind?.close();
  await town?.stop();
  await database?.drop();
});

test('every row that was there at 005 is there at the newest, with all that still has a column', () => {
  for (const table of old) {
    const [then = [], now = []] = [filled[table], upgraded[table]];
    expect([table, then.length > 0 || ['disputes', 'dispute_moves'].includes(table)]).toEqual([table, true]);
    expect([table, now.length]).toEqual([table, then.length]);
    for (const row of then) {
      const kept = Object.entries(row).filter(([column]) => Object.hasOwn(now[0] ?? {}, column));
      expect(now, `${table}: ${JSON.stringify(row)}`).toContainEqual(expect.objectContaining(Object.fromEntries(kept)));
    }
  }
});

test('what moved from one column to another place is the same there', () => {
  const [account] = filled.stripe_accounts ?? [];
  expect(upgraded.stripe_endpoints).toMatchObject([
    { endpoint_id: account?.endpoint_id, tenant_id: account?.tenant_id, mode: 'test', kind: 'own', form: 'snapshot' },
  ]);
  expect(upgraded.webhook_secrets).toMatchObject([
    { endpoint_id: account?.endpoint_id, secrets: account?.webhook_secrets, ends_at: null },
  ]);
  const billOf = (invoiceId: string) => upgraded.bills?.find((row) => row.invoice_id === invoiceId);
  expect(billOf(bills.fresh)).toMatchObject({ step: 0, stopped: null, next_on: billOf(bills.fresh)?.due_on });
  expect(billOf(bills.refused)).toMatchObject({ step: 2, stopped: null, next_on: billOf(bills.refused)?.due_on });
  expect(billOf(bills.usedUp)).toMatchObject({ step: 4, stopped: 'exhausted', next_on: null });
  expect(billOf(paid.invoiceId)).toMatchObject({ done: true, next_on: null });
});

test('a payment that was open is finished, and one from before goes back', async () => {
  await town.confirm(open, 'pm_card_visa');
  await untilInvoice(town, payer.tenant.staff, open.invoiceId, 'paid');
  await refund(town, payer.tenant, 30_00);
  expect((await payers.invoiceOf(payer.tenant, paid.invoiceId)).due).toBe(50_00);
});

test('autopay goes on: what was due is charged once by the card from before, what was used up waits for another card', async () => {
  const { tenant, customer } = payer;
  await payers.night(tenant, 14);
  for (const invoiceId of [bills.fresh, bills.refused]) {
    await untilInvoice(town, tenant.staff, invoiceId, 'paid');
    expect(await payers.chargesOf(invoiceId)).toHaveLength(1);
  }
  expect(await payers.autopayOf(tenant, bills.usedUp)).toMatchObject({ state: 'stopped', why: 'exhausted' });
  const { methodId } = await payers.giveCard(payer, 'pm_card_mastercard');
  const { customerId } = customer;
  await town.platform.client.command(payments.setDefaultMethod, { customerId, methodId }, customer);
  await payers.night(tenant, 15);
  await untilInvoice(town, tenant.staff, bills.usedUp, 'paid');
  expect(await payers.chargesOf(bills.usedUp)).toHaveLength(1);
  town.platform.clock.setOffset(0);
});
