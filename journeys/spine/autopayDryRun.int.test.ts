import { payments } from '@purser/contracts';
import { type DryRun, understand } from '@purser/local';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { dayAfter, type Payers, payersOf } from './payers.ts';
import { startTown, type Tenant, type Town, untilInvoice } from './town.ts';

let town: Town;
let payers: Payers;
beforeAll(async () => {
  // A busy machine is not what these tests are about.
  town = await startTown({ lease_ms: 20_000 });
  payers = payersOf(town);
});
afterEach(() => town.platform.clock.setOffset(0));
afterAll(async () => {
  await payers?.stop();
  await town?.stop();
});

/** What `scripts/purser` says to these arguments, and how it ends. */
async function purser(...args: string[]) {
  const work = understand(args);
  if (!work) throw new Error('not understood');
  return work(town.platform);
}
const asked = async (tenant: Tenant): Promise<{ run: DryRun; exit: number }> => {
  const { said, exit } = await purser('autopay', '--dry-run', '--tenant', tenant.id, '--json');
  return { run: JSON.parse(said.join('')), exit };
};

test('an operator is told what the coming run would charge, and why not what it would not; nothing is charged', async () => {
  const good = await payers.payer();
  const { tenant } = good;
  const paying = await payers.payer('pm_card_visa', tenant);
  const charged = await town.invoice(tenant, good.customer.customerId);
  const open = await town.invoice(tenant, paying.customer.customerId);
  await town.platform.quiet();
  expect(await asked(tenant)).toMatchObject({ run: { rows: [], totals: [], timeZone: 'Europe/London' }, exit: 0 });

  // The day before they are due; the coming run is the next night's.
  await payers.night(tenant, 13);
  await town.platform.client.command(payments.preparePayment, { invoiceId: open }, paying.customer);
  const { run, exit } = await asked(tenant);
  expect([exit, run.on]).toEqual([1, dayAfter(14)]);
  const { number } = await payers.invoiceOf(tenant, charged);
  const total = run.rows.find(({ invoiceId }) => invoiceId === charged)?.amount;
  expect(new Set(run.rows.map((row) => `${row.invoiceId} ${row.hindrance}`))).toEqual(
    new Set([`${charged} null`, `${open} paymentOpen`]),
  );
  expect(run.totals).toEqual([total]);
  const words = (await purser('autopay', '--dry-run', '--tenant', tenant.id)).said.join('\n');
  expect(words).toMatch(new RegExp(`Would be charged \\(1\\)\\n${number} .*visa 4242`));
  expect(words).toMatch(/Would not be charged \(1\)\n.*: the customer is paying it/);
  expect(await payers.chargesOf(charged)).toEqual([]);

  const rest = { on: dayAfter(14), after: run.rows[0]?.invoiceId ?? '' };
  const page = await town.platform.client.query(payments.previewAutopay, rest, tenant.staff);
  expect([page.bills.map(({ invoiceId }) => invoiceId), page.count]).toEqual([[run.rows[1]?.invoiceId], 1]);

  await payers.night(tenant, 14);
  await untilInvoice(town, tenant.staff, charged, 'paid');
  expect((await asked(tenant)).run.rows.map(({ invoiceId }) => invoiceId)).not.toContain(charged);
});

test('where nobody ever paid automatically no run is planned', async () => {
  const tenant = await town.tenant();
  const { run, exit } = await asked(tenant);
  expect([run.next, run.rows, exit]).toEqual([null, [], 0]);
  const { said } = await purser('autopay', '--dry-run', '--tenant', tenant.id);
  expect(said[0]).toContain('no run is planned');
});
