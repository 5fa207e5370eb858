import { invoicing, payments, plumbingOf } from '@purser/contracts';
import { newId } from '@purser/message';
import { asService, until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Payer, type Payers, payersOf } from './payers.ts';
import { startTown, type Town, untilInvoice } from './town.ts';

// What is tried as often as may be and then given up leaves nothing behind that holds anybody up.

let town: Town;
let payers: Payers;
beforeAll(async () => {
  town = await startTown({ attempts: 3, reply_ms: 20_000 });
  payers = payersOf(town);
});
afterEach(async () => {
  await town.admin('DELETE', '/faults');
  town.platform.clock.setOffset(0);
});
afterAll(async () => {
  await payers?.stop();
  await town?.stop();
});

const client = () => town.platform.client;
const { listMessages, retryMessage } = plumbingOf('payments');
const away = (method: string, path: string) =>
  town.admin('POST', '/faults', { method, path, status: 503, count: 1000 });
const failedOf = ({ tenant }: Payer) =>
  until('it is given up', async () => {
    const { messages } = await client().query(listMessages, { status: 'failed' }, tenant.staff);
    return messages.length > 0 && messages;
  });
const isFree = ({ tenant }: Payer, invoiceId: string) =>
  until('the invoice is free', async () => {
    const { held } = await client().query(invoicing.getInvoice, { invoiceId }, tenant.staff);
    return held === 0;
  });
const charge = async ({ tenant }: Payer, invoiceId: string) => {
  const itself = await town.platform.speakAs('payments');
  itself.command(payments.chargeInvoice, { invoiceId }, asService(tenant.id, 'payments')).catch(() => {});
};

test('a charge that was given up while Stripe was away frees its invoice; tried again it charges nobody, and the invoice can be paid', async () => {
  const payer = await payers.payer();
  const { tenant, customer } = payer;
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await town.platform.quiet();
  await away('POST', '/v1/payment_intents');
  await charge(payer, invoiceId);
  const [message] = await failedOf(payer);
  await isFree(payer, invoiceId);
  expect(await payers.attempts(tenant, invoiceId)).toMatchObject([{ status: 'failed', code: 'stripe_unknown' }]);
  expect((await payers.autopayOf(tenant, invoiceId)).tries).toEqual([]);

  await town.admin('DELETE', '/faults');
  const again = { handler: 'payments.chargeInvoice', messageId: message?.messageId ?? '' };
  await client().command(retryMessage, again, tenant.staff);
  await until('it is refused', async () => {
    const { messages } = await client().query(listMessages, { status: 'rejected' }, tenant.staff);
    return messages.some(({ messageId }) => messageId === again.messageId);
  });
  expect(await payers.chargesOf(invoiceId)).toEqual([]);
  expect(await payers.attempts(tenant, invoiceId)).toMatchObject([{ status: 'failed' }]);

  const own = await client().command(payments.preparePayment, { invoiceId }, customer);
  await town.confirm(own, 'pm_card_visa');
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  expect(await payers.chargesOf(invoiceId)).toHaveLength(1);
});

test('a payment whose preparation was given up is over, and the payer can begin it again at once', async () => {
  const payer = await payers.payer();
  const { tenant, customer } = payer;
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await away('POST', '/v1/payment_intents');
  await client()
    .command(payments.preparePayment, { invoiceId }, customer)
    .catch(() => {});
  await failedOf(payer);
  await isFree(payer, invoiceId);
  await town.admin('DELETE', '/faults');
  const own = await client().command(payments.preparePayment, { invoiceId }, customer);
  await town.confirm(own, 'pm_card_visa');
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
});

test('the nights go on after a run that was given up', async () => {
  const payer = await payers.payer();
  const { tenant, customer } = payer;
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const setZone = (zone: string) =>
    payers.behind.sql`update directory.tenants set time_zone = ${zone} where tenant_id = ${tenant.id}`;
  // Nobody can tell the run what time it is there.
  await setZone('Nowhere/Nothing');
  payers.nightAfter(14);
  await failedOf(payer);
  await setZone('Europe/London');
  const runs = await payers.behind.sql<{ at: string }[]>`
    select next_at as at from payments.autopay_runs where tenant_id = ${tenant.id}`;
  expect(new Date(runs[0]?.at ?? 0).getTime()).toBeGreaterThan(town.platform.clock.business().getTime());
  town.platform.clock.setOffset(town.platform.clock.offset_ms() + 3_700_000);
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
  expect(await payers.chargesOf(invoiceId)).toHaveLength(1);
});

test('a run that was lost altogether is set going again by the next invoice', async () => {
  const payer = await payers.payer();
  const { tenant, customer } = payer;
  const policy = { version: 0, waits_days: [1], grace_days: 1, end: 'leave' as const, chargeAt: 'issue' as const };
  await client().command(payments.setDunningPolicy, policy, tenant.staff);
  await client().command(
    payments.setAutopay,
    { customerId: customer.customerId, on: true, consent: 'Yes, as soon as they are issued.', chargeAt: 'issue' },
    customer,
  );
  await town.platform.quiet();
  const lost = new Date(Date.now() - 3 * 3_600_000).toISOString();
  await payers.behind.sql`
    update payments.autopay_runs set timer = ${newId()}, next_at = ${lost} where tenant_id = ${tenant.id}`;
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await town.platform.quiet();
  town.platform.clock.setOffset(5_000);
  await untilInvoice(town, tenant.staff, invoiceId, 'paid');
});

test.each([
  ['the next invoice', (payer: Payer) => town.invoice(payer.tenant, payer.customer.customerId)],
  [
    'who agrees to it',
    ({ customer }: Payer) =>
      client().command(
        payments.setAutopay,
        { customerId: customer.customerId, on: true, consent: 'Yes, when they are due.' },
        customer,
      ),
  ],
])(
  'a night that was lost is waited for again after %s, also where nothing is charged before its day',
  async (_what, act) => {
    const payer = await payers.payer();
    const lost = new Date(Date.now() - 3 * 3_600_000).toISOString();
    await payers.behind.sql`
    update payments.autopay_runs set timer = ${newId()}, next_at = ${lost} where tenant_id = ${payer.tenant.id}`;
    await act(payer);
    await until('it is set', async () => {
      const { count } = await payers.behind.sql`
      select from payments.autopay_runs where tenant_id = ${payer.tenant.id} and next_at > ${lost}`;
      return count === 1;
    });
  },
);

test('staff end a payment of whose intent Stripe knows nothing any more, and the invoice is free', async () => {
  const payer = await payers.payer();
  const { tenant, customer } = payer;
  const invoiceId = await town.invoice(tenant, customer.customerId);
  const own = await client().command(payments.preparePayment, { invoiceId }, customer);
  // As after all test data was deleted.
  await payers.behind.sql`
    update payments.attempts set payment_intent_id = ${`pi_gone${newId()}`} where attempt_id = ${own.attemptId}`;
  const end = { attemptId: own.attemptId };
  expect(await client().command(payments.cancelAttempt, end, tenant.staff)).toMatchObject({ status: 'cancelled' });
  await isFree(payer, invoiceId);
  await client().command(invoicing.voidInvoice, { invoiceId, reason: 'Sent by mistake.' }, tenant.staff);
});

test('a charge that was sent with the customer away and not answered is not ended by anybody while Stripe tells nothing of it', async () => {
  const payer = await payers.payer();
  const { tenant, customer } = payer;
  const invoiceId = await town.invoice(tenant, customer.customerId);
  await town.platform.quiet();
  await away('POST', '/v1/payment_intents/*/confirm');
  await away('GET', '/v1/payment_intents/*');
  await charge(payer, invoiceId);
  await failedOf(payer);
  const [attempt] = await payers.attempts(tenant, invoiceId);
  await payers.behind.sql`
    update payments.attempts set payment_intent_id = ${`pi_gone${newId()}`} where attempt_id = ${attempt?.attemptId ?? ''}`;
  await town.admin('DELETE', '/faults');
  const end = { attemptId: attempt?.attemptId ?? '' };
  await expect(client().command(payments.cancelAttempt, end, tenant.staff)).rejects.toMatchObject({
    code: 'not_cancelled',
  });
  expect(await payers.attempts(tenant, invoiceId)).toMatchObject([{ status: 'created' }]);
});
