import type Stripe from 'stripe';
import { insert, load, referring, save } from '../store/objects.ts';
import { scheduleTask } from '../store/tasks.ts';
import { emit } from '../webhooks/emit.ts';
import type { Scope } from '../world.ts';
import { decimalsOf } from './currencies.ts';
import { type DisputeReason, newDispute } from './disputeBody.ts';
import { settleWarnings } from './fraudWarning.ts';
import { book } from './ledger.ts';
import { settleLater } from './settle.ts';

/** What a dispute costs where Stripe's price is not 15 of the currency, in minor units. */
const disputeFees: Record<string, number> = { eur: 2_000, gbp: 2_000, aud: 2_500, nzd: 2_500, jpy: 1_300 };

const disputeFee = (currency: string): number => disputeFees[currency] ?? 15 * 10 ** decimalsOf(currency);

const feeDetail = (amount: number, currency: string): Stripe.BalanceTransaction.FeeDetail => ({
  amount,
  application: null,
  currency,
  description: 'Dispute fee',
  type: 'stripe_fee',
});

/** Stores a dispute that changed and tells it. */
export function changeDispute(scope: Scope, before: Stripe.Dispute, after: Stripe.Dispute): void {
  save(scope, 'dispute', after, null);
  emit(scope, 'charge.dispute.updated', after, before);
}

/** The dispute with the money and the fee taken from the balance. */
function withdrawn(scope: Scope, dispute: Stripe.Dispute): Stripe.Dispute {
  const taken = book(scope, {
    type: 'adjustment',
    reportingCategory: 'dispute',
    amount: -dispute.amount,
    currency: dispute.currency,
    source: dispute.id,
    description: `Chargeback withdrawal for ${dispute.charge}`,
    fees: [feeDetail(disputeFee(dispute.currency), dispute.currency)],
  });
  return { ...dispute, balance_transactions: [...dispute.balance_transactions, taken] };
}

/** The dispute with the money and the fee given back. */
function reinstated(scope: Scope, dispute: Stripe.Dispute): Stripe.Dispute {
  const fee = dispute.balance_transactions.reduce((sum, part) => sum + part.fee, 0);
  const given = book(scope, {
    type: 'adjustment',
    reportingCategory: 'dispute_reversal',
    amount: dispute.amount,
    currency: dispute.currency,
    source: dispute.id,
    description: `Chargeback reversal for ${dispute.charge}`,
    fees: [feeDetail(-fee, dispute.balance_transactions[0]?.currency ?? dispute.currency)],
  });
  return { ...dispute, balance_transactions: [...dispute.balance_transactions, given] };
}

const over = new Set<Stripe.Dispute.Status>(['won', 'lost', 'warning_closed', 'prevented']);
export const isOver = (dispute: Stripe.Dispute): boolean => over.has(dispute.status);
export const isInquiry = (dispute: Stripe.Dispute): boolean => dispute.status.startsWith('warning_');

/** The dispute of a charge that is still undecided, or was lost: nothing can be refunded beside it. */
export function disputeInTheWay(scope: Scope, charge: string): boolean {
  return referring(scope, 'dispute', charge, 10).some(
    ({ body }) => !body.is_charge_refundable && body.status !== 'won',
  );
}

/** The payer disputes a charge with their bank: with an inquiry no money moves yet. Null when nothing is left of it. */
export function openDispute(
  scope: Scope,
  chargeId: string,
  asked: { reason: DisputeReason; inquiry: boolean },
): Stripe.Dispute | null {
  settleLater(scope, chargeId);
  const { body: charge } = load(scope, 'charge', chargeId);
  if (charge.disputed || charge.refunded || !charge.captured) return null;
  const opened = newDispute(scope, charge, asked.reason, asked.inquiry);
  const dispute = asked.inquiry ? opened : withdrawn(scope, opened);
  insert(scope, 'dispute', dispute, null);
  save(scope, 'charge', { ...charge, disputed: true }, null);
  emit(scope, 'charge.dispute.created', dispute);
  if (!asked.inquiry) {
    emit(scope, 'charge.dispute.funds_withdrawn', dispute);
    settleWarnings(scope, charge.id);
  }
  const left_s = (dispute.evidence_details.due_by ?? scope.now) - scope.now;
  scheduleTask(scope, 'dispute_deadline', dispute.id, (left_s + 1) * 1000);
  return dispute;
}

/** Ends a dispute. An inquiry is only closed: no money had moved. */
function close(scope: Scope, before: Stripe.Dispute, won: boolean): void {
  const status = isInquiry(before) ? 'warning_closed' : won ? 'won' : 'lost';
  const after: Stripe.Dispute = { ...(status === 'won' ? reinstated(scope, before) : before), status };
  changeDispute(scope, before, after);
  if (status === 'won') emit(scope, 'charge.dispute.funds_reinstated', after);
  emit(scope, 'charge.dispute.closed', after);
}

/** An inquiry becomes a dispute that takes the money. */
function escalate(scope: Scope, before: Stripe.Dispute): void {
  const { card } = before.payment_method_details ?? {};
  const taken = withdrawn(scope, before);
  const after: Stripe.Dispute = {
    ...taken,
    ...(card ? { payment_method_details: { card: { ...card, case_type: 'chargeback' }, type: 'card' } } : {}),
    is_charge_refundable: false,
    evidence_details: { ...taken.evidence_details, submission_count: 0, submission_method: 'not_submitted' },
    status: 'needs_response',
  };
  changeDispute(scope, before, after);
  emit(scope, 'charge.dispute.funds_withdrawn', after);
}

export type Verdict = 'won' | 'lost' | 'escalated';

/** What the bank decides. False for a dispute that is over, or when what is no inquiry is to be escalated. */
export function decideDispute(scope: Scope, id: string, verdict: Verdict): boolean {
  const { body: dispute } = load(scope, 'dispute', id);
  if (isOver(dispute) || (verdict === 'escalated' && !isInquiry(dispute))) return false;
  if (verdict === 'escalated') escalate(scope, dispute);
  else close(scope, dispute, verdict === 'won');
  return true;
}

const verdicts: Record<string, Verdict> = {
  winning_evidence: 'won',
  losing_evidence: 'lost',
  escalate_inquiry_evidence: 'escalated',
};

/** The verdict that a test's evidence asks for; other evidence stays under review until an administrator decides. */
export function reviewEvidence(scope: Scope, id: string): void {
  const { body: dispute } = load(scope, 'dispute', id);
  const verdict = verdicts[dispute.evidence.uncategorized_text ?? ''];
  if (verdict) decideDispute(scope, id, verdict);
}

/** Nobody answered in time: the dispute is lost, the inquiry closed. */
export function passDeadline(scope: Scope, id: string): void {
  const { body: before } = load(scope, 'dispute', id);
  if (before.status !== 'needs_response' && before.status !== 'warning_needs_response') return;
  const late: Stripe.Dispute = { ...before, evidence_details: { ...before.evidence_details, past_due: true } };
  changeDispute(scope, before, late);
  decideDispute(scope, id, 'lost');
}

/** An inquiry over a charge that was refunded in full is closed. */
export function closeInquiries(scope: Scope, charge: string): void {
  for (const { body } of referring(scope, 'dispute', charge, 10)) {
    if (isInquiry(body) && !isOver(body)) close(scope, body, false);
  }
}
