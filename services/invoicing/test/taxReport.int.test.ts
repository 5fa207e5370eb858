import { readFile } from 'node:fs/promises';
import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asStaff } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aCustomer, aDraft, aTenant, issue, line, openWorld, read, setTime, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.stop());

const reduced = { id: 'vat5', name: 'VAT', percent: '5', inclusive: false };
const reverse = { id: 'rc', name: 'VAT', percent: '0', inclusive: false, kind: 'reverseCharge' as const };
const included = { id: 'incl', name: 'VAT', percent: '20', inclusive: true };

const report = (tenant: string, from: string, until: string) =>
  world.client.query(contract.getTaxReport, { from, until }, asStaff(tenant));
const rowsOf = async (tenant: string, from: string, until: string) =>
  (await report(tenant, from, until)).rows.map(
    ({ currency, percent, kind, taxable, tax, documents }) =>
      `${currency} ${kind} ${percent}: ${taxable} ${tax} in ${documents}`,
  );

test('the return is what invoices charged less credit notes and voids, each on its own day', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const sell = async (at: string, lines: ReturnType<typeof line>[], more = {}) => {
    setTime(world, `${at}T12:00:00Z`);
    const invoiceId = await aDraft(world, tenant, customerId, { lines, ...more });
    await issue(world, tenant, invoiceId);
    return invoiceId;
  };
  try {
    const credited = await sell('2026-03-31', [line('a', 100_00), line('b', 40_00, { taxes: [reduced] })]);
    const voided = await sell('2026-03-31', [line('a', 50_00)]);
    await sell('2026-04-01', [line('a', 120_00, { taxes: [included] }), line('b', 10_00, { taxes: [reverse] })]);
    await sell('2026-04-02', [line('a', 30_00, { taxes: [] })]);
    await sell('2026-04-02', [line('a', 1000, { taxes: [] })], { currency: 'JPY' });
    setTime(world, '2026-04-15T12:00:00Z');
    await world.client.command(
      contract.creditInvoice,
      { creditNoteId: newId(), invoiceId: credited, lines: [{ lineId: 'a', amount: 60_00 }], reason: 'half of it' },
      asStaff(tenant),
    );
    await world.client.command(contract.voidInvoice, { invoiceId: voided, reason: 'a mistake' }, asStaff(tenant));

    expect(await rowsOf(tenant, '2026-01-01', '2026-03-31')).toEqual([
      'GBP standard 20: 15000 3000 in 2',
      'GBP standard 5: 4000 200 in 1',
    ]);
    expect(await rowsOf(tenant, '2026-04-01', '2026-06-30')).toEqual([
      // 100.00 net of the price that contained it, less 50.00 credited and 50.00 voided.
      'GBP standard 20: 0 0 in 3',
      'GBP none 0: 3000 0 in 1',
      'GBP reverseCharge 0: 1000 0 in 1',
      'JPY none 0: 1000 0 in 1',
    ]);
    expect(await rowsOf(tenant, '2026-04-03', '2026-04-14')).toEqual([]);
    // Over all of it, the report is what the invoices still charge.
    const all = await report(tenant, '2000-01-01', '2100-01-01');
    const tax = all.rows.reduce((sum, row) => sum + row.tax, 0);
    const first = await read(world, { tenant, invoiceId: credited });
    expect(tax).toBe(first.totals.taxTotal - 10_00 + 20_00);
  } finally {
    setTime(world, 0);
  }
});

test('a draft charges nothing, and another tenant’s sales are nobody else’s', async () => {
  const tenant = await aTenant(world);
  await aDraft(world, tenant, await aCustomer(world, tenant));
  expect(await rowsOf(tenant, '1926-01-01', '2126-01-01')).toEqual([]);
});

test('days in the wrong order, days there are not, and customers are refused', async () => {
  const tenant = await aTenant(world);
  await expect(report(tenant, '2026-04-02', '2026-04-01')).rejects.toMatchObject({ kind: 'invalid' });
  await expect(report(tenant, '2026-02-30', '2026-04-01')).rejects.toMatchObject({ kind: 'invalid' });
  const customer = asCustomer(tenant, await aCustomer(world, tenant));
  await expect(
    world.client.query(contract.getTaxReport, { from: '2026-01-01', until: '2026-12-31' }, customer),
  ).rejects.toMatchObject({ kind: 'denied' });
});

test('what was issued before rates were kept is counted by the migration as if it had been noted', async () => {
  const tenant = await aTenant(world);
  const customerId = await aCustomer(world, tenant);
  const lines = [line('a', 100_00), line('b', 40_00, { taxes: [] })];
  const invoiceId = await aDraft(world, tenant, customerId, { lines });
  await issue(world, tenant, invoiceId);
  const creditNoteId = newId();
  const part = [{ lineId: 'b', amount: 15_00 }];
  await world.client.command(
    contract.creditInvoice,
    { creditNoteId, invoiceId, lines: part, reason: 'less' },
    asStaff(tenant),
  );
  const gone = await aDraft(world, tenant, customerId, { lines });
  await issue(world, tenant, gone);
  await world.client.command(contract.voidInvoice, { invoiceId: gone, reason: 'twice' }, asStaff(tenant));
  const noted = await entries(tenant);
  expect(noted).toHaveLength(7);
  await world.admin`delete from invoicing.tax_entries where tenant_id = ${tenant}`;
  await world.admin.begin(async (sql) => {
    await sql`set local search_path to invoicing`;
    await sql.unsafe(await backfill());
  });
  expect(await entries(tenant)).toEqual(noted);
});

const entries = (tenant: string) => world.admin`
  select source, source_id, rate_id, customer_id, entry_on, currency, name, percent, kind, taxable, amount
  from invoicing.tax_entries where tenant_id = ${tenant} order by 1, 2, 3`;

/** The part of the migration that counts what there was, for whatever is not counted yet. */
async function backfill(): Promise<string> {
  const text = await readFile(new URL('../migrations/005_tax_rates.sql', import.meta.url), 'utf8');
  const part = text.slice(text.indexOf('create function pg_temp.taxes_of'), text.indexOf('-- Directory tells when'));
  return part.replace(
    'pg_temp.taxes_of(c.document::jsonb) t;',
    'pg_temp.taxes_of(c.document::jsonb) t on conflict do nothing;',
  );
}
