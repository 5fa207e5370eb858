import type Stripe from 'stripe';
import { find, insert, load, save } from '../store/objects.ts';
import { scheduleTask } from '../store/tasks.ts';
import { type MetadataChange, mergeMetadata } from '../transport/common.ts';
import { invalidParam, invalidRequest, noSuch } from '../transport/errors.ts';
import { emit } from '../webhooks/emit.ts';
import type { Call } from '../world.ts';
import { giveFeeBack, platformApplication } from './applicationFee.ts';
import { spoken } from './currencies.ts';
import { closeInquiries, disputeInTheWay } from './dispute.ts';
import { settleWarnings } from './fraudWarning.ts';
import { book } from './ledger.ts';
import { refundCourse, withRefunded } from './refundOutcome.ts';
import { settleLater } from './settle.ts';

export interface RefundRequest {
  charge?: string;
  payment_intent?: string;
  amount?: number;
  reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer';
  metadata?: MetadataChange;
  refund_application_fee?: boolean;
}

/** The charge that is to be refunded. */
function chargeOf(call: Call, asked: RefundRequest): Stripe.Charge {
  if ((asked.charge === undefined) === (asked.payment_intent === undefined)) {
    throw invalidRequest(
      asked.charge === undefined
        ? 'One of the following params should be provided for this request: payment_intent or charge.'
        : 'You may only specify one of these parameters: charge, payment_intent.',
    );
  }
  if (asked.charge !== undefined) {
    const charge = find(call, 'charge', asked.charge)?.body;
    if (!charge) throw noSuch('charge', asked.charge, 'charge');
    return charge;
  }
  const id = asked.payment_intent ?? '';
  const intent = find(call, 'payment_intent', id)?.body;
  if (!intent) throw noSuch('payment_intent', id, 'payment_intent');
  if (intent.status === 'succeeded') return load(call, 'charge', intent.latest_charge).body;
  throw invalidRequest(`This PaymentIntent (${id}) does not have a successful charge to refund.`, {
    param: 'payment_intent',
  });
}

/** How much goes back. @throws ApiError 400 for more than is left, or for a charge that has nothing to give back. */
function amountOf(charge: Stripe.Charge, asked: number | undefined): number {
  if (asked !== undefined && asked < 1)
    throw invalidParam('amount', 'This value must be greater than or equal to 1.', 'parameter_invalid_integer');
  if (!charge.paid || !charge.captured) {
    throw invalidRequest(`Charge ${charge.id} has not been captured or has failed; it cannot be refunded.`, {
      code: 'charge_not_refundable',
    });
  }
  if (charge.refunded)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = asked ?? left;
  if (amount <= left) return amount;
  const limit = charge.amount_refunded > 0 ? 'unrefunded amount on charge' : 'charge amount';
  // Stripe sends no code with this one.
  throw invalidRequest(
    `Refund amount (${spoken(amount, charge.currency)}) is greater than ${limit} (${spoken(left, charge.currency)})`,
    { param: 'amount' },
  );
}

/** @throws ApiError 400 when a fee is to be given back that nobody took. */
function checkFee(charge: Stripe.Charge, asked: RefundRequest): void {
  if (asked.refund_application_fee !== true || charge.application_fee_amount) return;
  throw invalidRequest(
    'The charge does not have an application fee: refund_application_fee can only be set for a charge with one.',
    { param: 'refund_application_fee' },
  );
}

/** Gives money back: all that is left of a charge, or part of it. Stripe's own fee stays with Stripe. */
export function refund(call: Call, asked: RefundRequest): Stripe.Refund {
  const found = chargeOf(call, asked);
  if (disputeInTheWay(call, found.id)) {
    throw invalidRequest(`Charge ${found.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    });
  }
  const amount = amountOf(found, asked.amount);
  checkFee(found, asked);
  // The late half of an asynchronous capture does not wait behind its own refund.
  settleLater(call, found.id);
  const { body: before } = load(call, 'charge', found.id);
  const paidIn = load(call, 'balance_transaction', before.balance_transaction).body;
  const fee = asked.refund_application_fee === true ? giveFeeBack(call, before, amount) : 0;
  const isCard = before.payment_method_details?.type === 'card';
  const id = call.world.ids.next(isCard ? 're_' : 'pyr_');
  const paidBack = book(call, {
    type: isCard ? 'refund' : 'payment_refund',
    reportingCategory: 'refund',
    amount: -amount,
    currency: before.currency,
    source: id,
    description: `REFUND FOR ${isCard ? 'CHARGE' : 'PAYMENT'} (${before.description ?? before.id})`,
    availableOn: Math.max(call.now, paidIn.available_on),
    fees: fee === 0 ? [] : [applicationFeeBack(fee, before.currency)],
  });
  const made: Stripe.Refund = {
    ...blankRefund(call, id, before, amount),
    balance_transaction: paidBack.id,
    metadata: mergeMetadata({}, asked.metadata),
    reason: asked.reason ?? null,
    ...(refundCourse(call, before) === 'pending'
      ? { status: 'pending', pending_reason: 'processing' }
      : { status: 'succeeded' }),
  };
  const charge: Stripe.Charge = {
    ...withRefunded(before, amount),
    ...(asked.reason === 'fraudulent' ? { fraud_details: { user_report: 'fraudulent' } } : {}),
  };
  insert(call, 'refund', made, null);
  save(call, 'charge', charge, null);
  emit(call, 'refund.created', made);
  emit(call, 'charge.refunded', charge, before);
  if (charge.refunded) {
    closeInquiries(call, charge.id);
    settleWarnings(call, charge.id);
  }
  scheduleTask(call, 'refund', id, call.world.settings.refundDelayMs);
  return made;
}

const applicationFeeBack = (amount: number, currency: string): Stripe.BalanceTransaction.FeeDetail => ({
  amount: -amount,
  application: platformApplication,
  currency,
  description: 'application fee refund',
  type: 'application_fee',
});

function blankRefund(call: Call, id: string, charge: Stripe.Charge, amount: number): Stripe.Refund {
  return {
    id,
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: call.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    ...(charge.payment_method_details?.type === 'card'
      ? {
          destination_details: {
            card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
            type: 'card',
          },
        }
      : {}),
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: null,
    transfer_reversal: null,
  };
}
