import { payments } from '@purser/contracts';
import { until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Payer, type Payers, payersOf } from './payers.ts';
import { startTown, type Town, untilInvoice } from './town.ts';

let town: Town;
let payers: Payers;
beforeAll(async () => {
  town = await startTown({ lease_ms: 20_000 });
  payers = payersOf(town);
});
afterEach(() => town.platform.clock.setOffset(0));
afterAll(async () => {
  await payers?.stop();
  await town?.stop();
});

const day_ms = 86_400_000;
const onFile = async ({ customer }: Payer, reader: Payer['customer'] | Payer['tenant']['staff']) => {
  const { customerId } = customer;
  const [first] = (await town.platform.client.query(payments.listMethods, { customerId }, reader)).methods;
  if (!first) throw new Error('there is a card on file');
  return first;
};

/** The network tells Stripe of the customer's new card. */
async function renew({ customer }: Payer, news: object): Promise<void> {
  const [row] = await payers.behind.sql<{ id: string }[]>`
    select stripe_method_id as id from payments.methods where customer_id = ${customer.customerId} and is_default`;
  await town.admin('POST', `/payment-methods/${row?.id}/renew`, news);
}
const untilShown = (payer: Payer, last4: string) =>
  until('the renewed card is shown', async () => (await onFile(payer, payer.customer)).last4 === last4);

test.each([
  ['used up', 'pm_card_chargeCustomerFail', 'exhausted'],
  ['blocked for good', 'pm_card_radarBlock', 'never'],
])(
  'a card that was %s and that its network renews is tried anew by itself, once, and pays',
  async (_what, card, why) => {
    const payer = await payers.payer(card);
    const { tenant, customer } = payer;
    await payers.setPolicy(tenant, { waits_days: [] });
    const invoiceId = await town.invoice(tenant, customer.customerId);
    await payers.night(tenant, 14);
    expect(await payers.autopayOf(tenant, invoiceId)).toMatchObject({ state: 'stopped', why });
    await renew(payer, { number: '4242424242424242', exp_month: 7, exp_year: 2040 });
    await untilShown(payer, '4242');
    for (const reader of [customer, tenant.staff])
      expect(await onFile(payer, reader)).toMatchObject({ last4: '4242', expMonth: 7, expYear: 2040, isDefault: true });
    await until('it begins anew', async () => (await payers.autopayOf(tenant, invoiceId)).state === 'planned');
    await payers.night(tenant, 15);
    await untilInvoice(town, tenant.staff, invoiceId, 'paid');
    await payers.night(tenant, 16);
    expect(await payers.chargesOf(invoiceId)).toHaveLength(1);
  },
);

test('told twice and late, a renewal begins a stopped bill anew once, and not what staff have stopped', async () => {
  const payer = await payers.payer('pm_card_chargeCustomerFail');
  const { tenant, customer } = payer;
  await payers.setPolicy(tenant, { waits_days: [] });
  const [left, stopped] = [
    await town.invoice(tenant, customer.customerId),
    await town.invoice(tenant, customer.customerId),
  ];
  await town.platform.quiet();
  await town.platform.client.command(payments.setInvoiceAutopay, { invoiceId: stopped, on: false }, tenant.staff);
  await payers.night(tenant, 14);
  await renew(payer, { last4: '9999' });
  await untilShown(payer, '9999');
  const { data } = await town.stripe.events.list({ type: 'payment_method.automatically_updated', limit: 1 });
  // The renewed card is refused as well: the same word once more opens nothing.
  await payers.night(tenant, 15);
  expect(await payers.autopayOf(tenant, left)).toMatchObject({ state: 'stopped', why: 'exhausted' });
  await town.admin('POST', `/events/${data[0]?.id}/resend`);
  await town.platform.quiet();
  await payers.night(tenant, 16);
  expect((await payers.autopayOf(tenant, left)).tries).toHaveLength(2);
  expect(await payers.autopayOf(tenant, stopped)).toMatchObject({ state: 'stopped', why: 'staff', tries: [] });
});

test('the word that a card ends moves with its renewal: none for the old month, one for the new', async () => {
  const payer = await payers.payer();
  const { customerId } = payer.customer;
  const { expMonth, expYear } = await onFile(payer, payer.customer);
  await renew(payer, { exp_month: 7, exp_year: (expYear ?? 0) + 2, last4: '1881' });
  await untilShown(payer, '1881');
  const told = async () =>
    (
      await payers.behind.sql<{ reference: string }[]>`
        select reference from notifications.mails where kind = 'methodExpiring' and customer_id = ${customerId}`
    ).map(({ reference }) => reference);
  const { clock } = town.platform;
  const to = (year: number, month: number) =>
    clock.setOffset(Date.UTC(year, month, 1) - 29 * day_ms - clock.machine().getTime());
  to(expYear ?? 0, expMonth ?? 0);
  const rung = async () => {
    const [row] = await payers.behind.sql<{ count: number }[]>`
      select count(*)::int as count from payments.ledger
      where tenant_id = ${payer.tenant.id} and handler = 'payments.checkExpiry' and status = 'done'`;
    return row?.count ?? 0;
  };
  await until('the old timer has rung', async () => (await rung()) === 1, 30_000);
  await town.platform.quiet();
  expect(await told()).toEqual([]);
  to((expYear ?? 0) + 2, 7);
  await until('they are told of the new month', async () => (await told()).length === 1, 30_000);
  expect(await told()).toEqual([expect.stringContaining(`1881|07/${(expYear ?? 0) + 2}`)]);
});
