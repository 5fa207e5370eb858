import { payments } from '@purser/contracts';
import { type Connection, connect } from '@purser/db';
import { type Finding, type Proved, prove } from '@purser/local';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OwnAccount, ownAccount } from './ownAccount.ts';
import { startTown, type Town } from './town.ts';

let town: Town;
let behind: Connection;
beforeAll(async () => {
  town = await startTown();
  behind = connect({ url: town.platform.database.adminUrl, max: 1, name: 'prove' });
});
afterAll(async () => {
  await behind?.close();
  await town?.stop();
});

const today = () => town.platform.clock.business().toISOString().slice(0, 10);
const proved = ({ id: tenant }: { id: string }): Promise<Proved> =>
  prove(town.platform.client, { tenant, from: today(), to: today() }, { patience_ms: 60_000 });
const breaches = ({ findings }: Proved): Finding[] => findings.filter(({ severity }) => severity === 'breach');
const kinds = (result: Proved) => breaches(result).map(({ kind }) => kind);

/** Paid, paid with a decline before, refunded in part and whole, a refund that failed, disputed, won. */
async function busyDay(): Promise<OwnAccount> {
  const own = await ownAccount(town);
  await own.paid();
  const [inPart, whole, failing] = [await own.paid(), await own.paid(), await own.paid('pm_card_refundFail')];
  await own.refund(inPart, 20_00);
  await own.refund(inPart, 30_00);
  await own.refund(whole, 120_00);
  await own.refund(failing, 50_00);
  await own.paid('pm_card_createDispute');
  const won = await own.paid('pm_card_createDispute');
  const dispute = await until('it is disputed', async () => {
    const { disputes } = await town.platform.client.query(
      payments.listDisputes,
      { invoiceId: won.invoiceId },
      own.staff,
    );
    return disputes[0];
  });
  const evidence = { disputeId: dispute.disputeId, text: 'winning_evidence', submit: true };
  await town.platform.client.command(payments.sendEvidence, evidence, own.staff);
  await until('all is over', async () => {
    const { data } = await own.stripe.refunds.list({ limit: 100 });
    const { disputes } = await town.platform.client.query(payments.listDisputes, { limit: 100 }, own.staff);
    return data.some(({ status }) => status === 'failed') && disputes.some(({ outcome }) => outcome === 'won');
  });
  await own.settled();
  return own;
}

test('after a busy day Stripe, payments and the journal agree to the unit, and it says so', async () => {
  const own = await busyDay();
  const result = await until('all is booked', async () => {
    const each = await proved(own);
    return each.proof.counts.pending === 0 && each;
  });
  expect(breaches(result)).toEqual([]);
  const { proof } = result;
  expect(proof).toMatchObject({ verdict: 'proved', purpose: 'proof', phase: 'done' });
  expect(proof.counts).toMatchObject({
    ...{ chargesAtStripe: 6, paymentsHere: 6, refundsAtStripe: 4, refundsHere: 4 },
    ...{ disputesAtStripe: 2, disputesHere: 2, chargedTwice: 0, breaches: 0, ofOthers: 0 },
  });
  const sum = (what: string) => proof.sums.find((each) => each.what === what && each.currency === 'GBP');
  expect(sum('receipts')).toMatchObject({ stripe: 720_00, here: 720_00, journal: 720_00 });
  expect(sum('refunds')).toMatchObject({ stripe: 170_00, here: 170_00, journal: 170_00 });
  // One is taken, with its fee; of the other both came back.
  expect(sum('disputes')).toMatchObject({ stripe: -140_00, here: -140_00, journal: -140_00 });
  expect(sum('fees')?.stripe).toBeGreaterThan(0);
  for (const { stripe, here, journal } of proof.sums) expect([here, journal]).toEqual([stripe, stripe]);
});

describe('each thing that is off is named, with its ids and amounts and what to do:', () => {
  test('a charge made at Stripe behind our back', async () => {
    const own = await ownAccount(town);
    await own.paid();
    const { latest_charge } = await own.stripe.paymentIntents.create({
      ...{ amount: 33_00, currency: 'gbp', payment_method: 'pm_card_visa', confirm: true },
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    });
    await own.settled();
    const result = await proved(own);
    expect(result.proof.verdict).toBe('notProved');
    expect(breaches(result)).toMatchObject([
      { kind: 'chargeUnknown', stripeId: latest_charge, atStripe: 33_00, here: null, currency: 'GBP' },
    ]);
    expect(breaches(result)[0]?.advice).toContain('Link it to its invoice');
    const receipts = result.proof.sums.find(({ what }) => what === 'receipts');
    expect(receipts).toMatchObject({ stripe: 153_00, here: 120_00, journal: 120_00 });
  });

  test('a payment whose row is gone', async () => {
    const own = await ownAccount(town);
    const paid = await own.paid();
    await own.settled();
    await behind.sql`delete from payments.payments where payment_id = ${paid.paymentId}`;
    const result = await proved(own);
    expect(kinds(result)).toEqual(['paymentMissing', 'journalUnknown', 'journalUnknown']);
    expect(breaches(result)[0]).toMatchObject({ stripeId: paid.charge, atStripe: 120_00, here: null });
  });

  test('a payment whose row was changed', async () => {
    const own = await ownAccount(town);
    const paid = await own.paid();
    await own.settled();
    await behind.sql`update payments.payments set amount = amount - 1 where payment_id = ${paid.paymentId}`;
    expect(breaches(await proved(own))).toMatchObject([
      { kind: 'paymentDiffers', ourId: paid.paymentId, atStripe: 120_00, here: 119_99, invoiceId: paid.invoiceId },
    ]);
  });

  test('a payment that Stripe has not', async () => {
    const own = await ownAccount(town);
    const paid = await own.paid();
    await own.settled();
    await behind.sql`update payments.payments set payment_intent_id = 'pi_elsewhere' where payment_id = ${paid.paymentId}`;
    // By our books the invoice was paid twice, too.
    expect(kinds(await proved(own)).sort()).toEqual(['chargedTwice', 'paymentMissing', 'paymentNotAtStripe']);
  });

  test('an entry of the journal that was changed', async () => {
    const own = await ownAccount(town);
    const paid = await own.paid();
    await own.settled();
    await behind.sql`
      update reporting.postings p set amount = amount + sign(amount) from reporting.entries e
      where e.entry_id = p.entry_id and e.source_id = ${paid.paymentId} and e.kind = 'paymentReceived'`;
    expect(breaches(await proved(own))).toMatchObject([
      { kind: 'journalDiffers', ourId: paid.paymentId, atStripe: 120_00, here: 120_01, currency: 'GBP' },
    ]);
  });

  test('a fee that is off by one', async () => {
    const own = await ownAccount(town);
    const paid = await own.paid();
    await own.settled();
    await behind.sql`update payments.payments set fee = fee + 1 where payment_id = ${paid.paymentId}`;
    const [finding] = breaches(await proved(own));
    expect(finding).toMatchObject({ kind: 'feeDiffers', ourId: paid.paymentId, stripeId: paid.charge });
    expect(finding?.here).toBe((finding?.atStripe ?? 0) + 1);
  });

  test('a customer charged twice for one invoice', async () => {
    const own = await ownAccount(town);
    const { invoiceId } = await own.paid();
    const { latest_charge } = await own.stripe.paymentIntents.create({
      ...{ amount: 120_00, currency: 'gbp', payment_method: 'pm_card_visa', confirm: true },
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      metadata: { tenant_id: own.id, invoice_id: invoiceId, attempt_id: newId() },
    });
    await own.settled();
    const result = await proved(own);
    expect(kinds(result)).toEqual(['chargeUnknown', 'chargedTwice']);
    expect(breaches(result)).toMatchObject([
      { stripeId: latest_charge, invoiceId },
      { invoiceId, atStripe: 240_00, here: 120_00 },
    ]);
    expect(result.proof.counts.chargedTwice).toBe(1);
  });

  test('a refund made at Stripe and lost', async () => {
    const own = await ownAccount(town);
    const paid = await own.paid();
    await own.settled();
    await town.admin('POST', '/webhook-faults', { drop: 1 });
    const { id } = await own.stripe.refunds.create({ payment_intent: paid.intent, amount: 7_00 });
    await town.admin('DELETE', '/webhook-faults');
    const result = await proved(own);
    expect(breaches(result)).toMatchObject([{ kind: 'refundUnknown', stripeId: id, atStripe: 7_00, here: null }]);
  });
});

test('what is on its way is named as that, and is no breach', async () => {
  const own = await ownAccount(town);
  await town.admin('POST', '/settings', { capture_delay_ms: 600_000 });
  try {
    await own.paid();
    await town.platform.quiet();
    const result = await proved(own);
    expect(result.findings).toMatchObject([{ kind: 'feePending', severity: 'pending' }]);
    expect(result.proof.verdict).toBe('proved');
  } finally {
    await town.admin('POST', '/settings', { capture_delay_ms: 20 });
  }
});

test('what Stripe does not let it look at is said, and the period is not proved by it', async () => {
  const own = await ownAccount(town);
  await own.paid();
  await own.settled();
  await town.admin('POST', '/faults', { method: 'GET', path: '/v1/disputes', status: 403, count: 1 });
  const result = await proved(own);
  await town.admin('DELETE', '/faults');
  expect(result.proof.verdict).toBe('incomplete');
  expect(result.findings).toMatchObject([{ kind: 'notAllowed', severity: 'skipped' }]);
});

test('tenants on one Stripe account are proved each for themselves', async () => {
  const [mine, theirs] = [await town.tenant(), await town.tenant()];
  for (const tenant of [mine, theirs]) {
    const customer = await town.customer(tenant);
    const invoiceId = await town.invoice(tenant, customer.customerId);
    await town.confirm(
      await town.platform.client.command(payments.preparePayment, { invoiceId }, customer),
      'pm_card_visa',
    );
    await until('it is paid', async () => {
      const { payments: known } = await town.platform.client.query(payments.listPayments, { invoiceId }, tenant.staff);
      return known[0]?.fee != null;
    });
  }
  await town.platform.quiet();
  const result = await proved(mine);
  expect(breaches(result)).toEqual([]);
  expect(result.proof.counts).toMatchObject({ chargesAtStripe: 1, paymentsHere: 1 });
  expect(result.proof.counts.ofOthers).toBeGreaterThan(0);
});

test('a proof is the tenant’s own: another’s id finds nothing, and an id is given once', async () => {
  const [own, other] = [await ownAccount(town), await town.tenant()];
  const { proof } = await proved(own);
  const { client } = town.platform;
  const { proofId } = proof;
  await expect(client.query(payments.getProof, { proofId }, other.staff)).rejects.toMatchObject({
    code: 'proof_not_found',
  });
  await expect(client.query(payments.listFindings, { proofId }, other.staff)).rejects.toMatchObject({
    code: 'proof_not_found',
  });
  const again = { proofId, from: today(), to: today() };
  await expect(client.command(payments.startProof, again, own.staff)).rejects.toMatchObject({ code: 'proof_exists' });
  const backwards = { proofId: newId(), from: '2026-02-01', to: '2026-01-01' };
  await expect(client.command(payments.startProof, backwards, own.staff)).rejects.toMatchObject({ kind: 'invalid' });
});
