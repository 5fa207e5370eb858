import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from './receiver.ts';
import { refusal, startTestbed, type Testbed, usd } from './testbed.ts';

const hour_ms = 60 * 60 * 1000;
const day_ms = 24 * hour_ms;

let bed: Testbed;
beforeAll(async () => {
  bed = await startTestbed({ disputeDelayMs: hour_ms });
});
afterAll(() => bed.stop());

async function paid(card: string): Promise<string> {
  const intent = await bed.stripe.paymentIntents.create({
    ...usd,
    payment_method: card,
    confirm: true,
    receipt_email: 'payer@example.com',
  });
  return String(intent.latest_charge);
}

const advance = (advance_ms: number) => bed.admin('POST', '/clock', { advance_ms });

/** Pays with a card and lets the time pass until its dispute is there. */
async function disputed(card: string): Promise<Stripe.Dispute> {
  const charge = await paid(card);
  // The late half of the capture comes first, and with it what the card brings.
  await until('the capture', async () =>
    (await bed.stripe.charges.retrieve(charge)).balance_transaction === null ? undefined : true,
  );
  await advance(hour_ms);
  return until('the dispute', async () => (await bed.stripe.disputes.list({ charge })).data[0]);
}

const ended = (id: string, status: string) =>
  until(`the dispute to be ${status}`, async () => {
    const dispute = await bed.stripe.disputes.retrieve(id);
    return dispute.status === status ? dispute : undefined;
  });

async function told(id: string): Promise<string[]> {
  const { data } = await bed.stripe.events.list({ limit: 100 });
  return data
    .filter(({ type, data: { object } }) => type.startsWith('charge.dispute') && Reflect.get(object, 'id') === id)
    .map(({ type }) => type.replace('charge.dispute.', ''))
    .reverse();
}

it.each([
  ['pm_card_createDispute', 'fraudulent', '10.4'],
  ['pm_card_createDisputeProductNotReceived', 'product_not_received', '13.1'],
])('33: %s is disputed as %s: the money and 15.00 are taken, nothing can be refunded', async (card, reason, code) => {
  const dispute = await disputed(card);
  expect(dispute).toMatchObject({
    amount: 2000,
    reason,
    network_reason_code: code,
    status: 'needs_response',
    is_charge_refundable: false,
    evidence: { customer_email_address: 'payer@example.com' },
    evidence_details: { has_evidence: false, past_due: false, submission_count: 0 },
    balance_transactions: [
      { amount: -2000, fee: 1500, net: -3500, type: 'adjustment', reporting_category: 'dispute', source: dispute.id },
    ],
  });
  const due = dispute.evidence_details.due_by ?? 0;
  expect(new Date(due * 1000).toISOString()).toContain('T23:59:59');
  expect(due - dispute.created).toBeGreaterThan(9 * 24 * 3600);
  const charge = String(dispute.charge);
  expect(await bed.stripe.charges.retrieve(charge)).toMatchObject({ disputed: true, amount_refunded: 0 });
  expect(await refusal(bed.stripe.refunds.create({ charge }))).toMatchObject({
    statusCode: 400,
    code: 'charge_disputed',
    message: `Charge ${charge} has been charged back; cannot issue a refund.`,
  });
  expect(await told(dispute.id)).toEqual(['created', 'funds_withdrawn']);
});

it('33: evidence can be staged, submitted once, and wins the money and the fee back', async () => {
  const { id, charge } = await disputed('pm_card_createDispute');
  const staged = await bed.stripe.disputes.update(id, {
    evidence: { product_description: 'Backup of one server' },
    metadata: { invoice: '7' },
    submit: false,
  });
  expect(staged).toMatchObject({
    status: 'needs_response',
    metadata: { invoice: '7' },
    evidence: { product_description: 'Backup of one server' },
    evidence_details: { has_evidence: true, submission_count: 0 },
  });
  const submitted = await bed.stripe.disputes.update(id, { evidence: { uncategorized_text: 'winning_evidence' } });
  expect(submitted).toMatchObject({
    status: 'under_review',
    evidence: { product_description: 'Backup of one server', uncategorized_text: 'winning_evidence' },
    evidence_details: { submission_count: 1, submission_method: 'manual' },
  });
  expect(await refusal(bed.stripe.disputes.update(id, { submit: true }))).toMatchObject({ statusCode: 400 });
  await advance(hour_ms);
  expect((await ended(id, 'won')).balance_transactions).toMatchObject([
    { amount: -2000, fee: 1500 },
    { amount: 2000, fee: -1500, net: 3500, reporting_category: 'dispute_reversal' },
  ]);
  expect(await told(id)).toEqual([
    'created',
    'funds_withdrawn',
    'updated',
    'updated',
    'updated',
    'funds_reinstated',
    'closed',
  ]);
  expect((await bed.stripe.refunds.create({ charge: String(charge) })).amount).toBe(2000);
});

it('33: losing evidence, closing, and silence lose it', async () => {
  const weak = await disputed('pm_card_createDispute');
  await bed.stripe.disputes.update(weak.id, { evidence: { uncategorized_text: 'losing_evidence' } });
  await advance(hour_ms);
  expect((await ended(weak.id, 'lost')).balance_transactions).toHaveLength(1);
  expect(await told(weak.id)).toEqual(['created', 'funds_withdrawn', 'updated', 'updated', 'closed']);

  const given = await disputed('pm_card_createDispute');
  expect(await bed.stripe.disputes.close(given.id)).toMatchObject({ status: 'lost' });
  expect(await refusal(bed.stripe.disputes.close(given.id))).toMatchObject({
    statusCode: 400,
    message: 'This dispute is already closed',
  });
  const late = { evidence: { uncategorized_text: 'winning_evidence' } };
  expect(await refusal(bed.stripe.disputes.update(given.id, late))).toMatchObject({ statusCode: 400 });
  expect(await refusal(bed.stripe.refunds.create({ charge: String(given.charge) }))).toMatchObject({
    code: 'charge_disputed',
  });

  const silent = await disputed('pm_card_createDispute');
  await advance(10 * day_ms);
  expect(await ended(silent.id, 'lost')).toMatchObject({ evidence_details: { past_due: true } });
});

it('33: other evidence stays under review until the bank decides, also past the deadline', async () => {
  const { id } = await disputed('pm_card_createDispute');
  await bed.stripe.disputes.update(id, { evidence: { uncategorized_text: 'A letter' } });
  await advance(11 * day_ms);
  await disputed('pm_card_createDispute');
  expect((await bed.stripe.disputes.retrieve(id)).status).toBe('under_review');
  expect(await bed.admin('POST', `/disputes/${id}/decide`, { verdict: 'won' })).toMatchObject({ status: 'won' });
  await expect(bed.admin('POST', `/disputes/${id}/decide`, { verdict: 'lost' })).rejects.toThrow('over');
});

it('33: an inquiry moves no money, may be refunded away, or is escalated', async () => {
  const asked = await disputed('pm_card_createDisputeInquiry');
  expect(asked).toMatchObject({
    status: 'warning_needs_response',
    is_charge_refundable: true,
    balance_transactions: [],
    payment_method_details: { card: { case_type: 'inquiry' } },
  });
  expect(await told(asked.id)).toEqual(['created']);
  await bed.stripe.refunds.create({ charge: String(asked.charge) });
  expect(await bed.stripe.disputes.retrieve(asked.id)).toMatchObject({ status: 'warning_closed' });
  expect(await told(asked.id)).toEqual(['created', 'updated', 'closed']);

  const worse = await disputed('pm_card_createDisputeInquiry');
  const answer = await bed.stripe.disputes.update(worse.id, {
    evidence: { uncategorized_text: 'escalate_inquiry_evidence' },
  });
  expect(answer.status).toBe('warning_under_review');
  await advance(hour_ms);
  expect(await ended(worse.id, 'needs_response')).toMatchObject({
    is_charge_refundable: false,
    balance_transactions: [{ amount: -2000, fee: 1500 }],
    payment_method_details: { card: { case_type: 'chargeback' } },
    evidence_details: { submission_count: 0 },
  });
  expect(await told(worse.id)).toEqual(['created', 'updated', 'updated', 'funds_withdrawn']);
});

it('33: pays what a dispute costs in its currency, over what was not refunded', async () => {
  const { latest_charge: charge } = await bed.stripe.paymentIntents.create({
    ...usd,
    currency: 'gbp',
    payment_method: 'pm_card_visa',
    confirm: true,
  });
  await bed.stripe.refunds.create({ charge: String(charge), amount: 500 });
  expect(await bed.admin('POST', `/charges/${charge}/dispute`, { reason: 'product_not_received' })).toMatchObject({
    amount: 1500,
    balance_transactions: [{ amount: -1500, fee: 2000, currency: 'gbp' }],
  });
  await expect(bed.admin('POST', `/charges/${charge}/dispute`, {})).rejects.toThrow('disputed');
});

it('33: a bank warns of fraud; a refund settles the warning', async () => {
  const charge = await paid('pm_card_createIssuerFraudRecord');
  await until('the capture', async () =>
    (await bed.stripe.charges.retrieve(charge)).balance_transaction === null ? undefined : true,
  );
  await advance(hour_ms);
  const warning = await until(
    'the warning',
    async () => (await bed.stripe.radar.earlyFraudWarnings.list({ charge })).data[0],
  );
  expect(warning).toMatchObject({ actionable: true, charge, payment_intent: expect.stringMatching(/^pi_/) });
  await bed.stripe.refunds.create({ charge });
  const settled = await bed.stripe.radar.earlyFraudWarnings.retrieve(warning.id, { expand: ['charge'] });
  expect(settled).toMatchObject({ actionable: false, charge: { refunded: true } });
  const { data } = await bed.stripe.events.list({
    types: ['radar.early_fraud_warning.created', 'radar.early_fraud_warning.updated'],
  });
  expect(data.map(({ type }) => type.split('.').at(-1))).toEqual(['updated', 'created']);
});

it('33: lists disputes of an intent, page by page', async () => {
  const { id, payment_intent } = await disputed('pm_card_createDispute');
  const found = await bed.stripe.disputes.list({ payment_intent: String(payment_intent) });
  expect(found.data.map((one) => one.id)).toEqual([id]);
  const first = await bed.stripe.disputes.list({ limit: 1 });
  expect(first).toMatchObject({ has_more: true, data: [{ id }] });
  expect(await refusal(bed.stripe.disputes.retrieve('du_x'))).toMatchObject({ statusCode: 404 });
});
