import { invoicing } from '@purser/contracts';
import { prove } from '@purser/local';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OwnAccount, ownAccount } from './ownAccount.ts';
import { type Payer, type Payers, payersOf } from './payers.ts';
import { startTown, type Tenant, type Town } from './town.ts';

let town: Town;
let payers: Payers;
beforeAll(async () => {
  town = await startTown({ sweep_ms: 250 });
  payers = payersOf(town);
});
afterAll(async () => {
  await payers?.stop();
  await town?.stop();
});

const today = () => town.platform.clock.business().toISOString().slice(0, 10);
/** Taking turns with one other costs twice the time; a busy machine, some more. */
const atMost = 4;
const least_ms = 500;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from_ms = performance.now();
  await work();
  return Math.max(least_ms, performance.now() - from_ms);
}

/** So many charges that nobody here asked for, and of which nobody hears. */
async function charge(own: OwnAccount, count: number): Promise<void> {
  await town.admin('POST', '/webhook-faults', { drop: 1 });
  let left = count;
  const worker = async () => {
    for (; left > 0; ) {
      left -= 1;
      await own.stripe.paymentIntents.create({
        ...{ amount: 1_00, currency: 'gbp', payment_method: 'pm_card_bypassPending', confirm: true },
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      });
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  await town.admin('DELETE', '/webhook-faults');
}
const proved = (own: OwnAccount) =>
  prove(town.platform.client, { tenant: own.id, from: today(), to: today() }, { patience_ms: 120_000 });

test('a proof of thousands of charges holds up no other tenant’s', async () => {
  const [large, small] = [await ownAccount(town), await ownAccount(town)];
  await small.paid();
  await small.settled();
  await charge(large, 2_000);
  const alone = await timed(() => proved(small));
  let over = false;
  const all = proved(large).finally(() => {
    over = true;
  });
  const beside = await timed(() => proved(small));
  expect(over).toBe(false);
  expect(beside / alone).toBeLessThan(atMost);
  expect((await all).proof.counts.chargesAtStripe).toBe(2_000);
}, 600_000);

test('a Stripe that says "too many" is waited for, and the proof comes to its end', async () => {
  const own = await ownAccount(town);
  await own.paid();
  await own.settled();
  const busy = { method: 'GET', path: '/v1/*', status: 429, rate_limited_reason: 'global-rate', count: 12 };
  await town.admin('POST', '/faults', busy);
  const { proof } = await proved(own);
  expect(await town.admin('GET', '/faults')).toEqual([]);
  expect(proof.verdict).toBe('proved');
}, 120_000);

async function due({ tenant, customer }: Payer, count: number): Promise<string[]> {
  const invoiceIds = Array.from({ length: count }, () => newId());
  const { client } = town.platform;
  const lines = [{ id: 'l1', description: 'Support', quantity: '1', unitAmount: 100_00, taxes: [] }];
  for (const invoiceId of invoiceIds) {
    const draft = { invoiceId, customerId: customer.customerId, currency: 'GBP', lines, terms_days: 0 };
    await client.command(invoicing.draftInvoice, draft, tenant.staff);
    await client.command(invoicing.issueInvoice, { invoiceId }, tenant.staff);
  }
  await town.platform.quiet();
  return invoiceIds;
}

/** How many payments of these bills payments knows, asking for no more than is needed. */
async function paidOf({ id }: Tenant, invoiceIds: readonly string[]): Promise<number> {
  const { count } = await payers.behind.sql`
    select from payments.payments where tenant_id = ${id} and invoice_id = any(${[...invoiceIds]}::uuid[])`;
  return count;
}

/** Until `at`, in business time, nobody takes up this tenant's night. */
const holdNight = ({ id }: Tenant, at: Date) => payers.behind.sql`
  update payments.ledger set next_at = ${at.toISOString()} where tenant_id = ${id} and handler = 'payments.runAutopay' and status = 'waiting'`;

test('a night that charges hundreds of bills of one tenant holds up no other’s that begins after it', async () => {
  const [large, small] = [
    await payers.payer(undefined, await ownAccount(town)),
    await payers.payer(undefined, await ownAccount(town)),
  ];
  const { clock } = town.platform;
  const night = async (bills: readonly string[]) => {
    await holdNight(small.tenant, clock.business());
    return timed(() =>
      until('it is charged', async () => (await paidOf(small.tenant, bills)) === bills.length, 120_000),
    );
  };
  const first = await due(small, 2);
  payers.nightAfter(1);
  const alone = await night(first);
  clock.setOffset(0);
  const many = await due(large, 250);
  const second = await due(small, 2);
  await holdNight(small.tenant, new Date(Date.now() + 10 * 86_400_000));
  payers.nightAfter(2);
  await until('the large one is under way', async () => (await paidOf(large.tenant, many)) > 0);
  const beside = await night(second);
  const done = await paidOf(large.tenant, many);
  expect(beside / alone).toBeLessThan(atMost);
  expect(done).toBeLessThan(many.length / 2);
  clock.setOffset(0);
}, 600_000);
