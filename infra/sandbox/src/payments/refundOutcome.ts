import type Stripe from 'stripe';
import { load, save } from '../store/objects.ts';
import { emit } from '../webhooks/emit.ts';
import type { Scope } from '../world.ts';
import { cardOf } from './charge.ts';
import { book } from './ledger.ts';

/** How a refund to the charge's payment method goes. */
export function refundCourse(scope: Scope, charge: Stripe.Charge): 'succeeds' | 'pending' | 'fails' {
  const method = load(scope, 'payment_method', charge.payment_method);
  return method.body.type === 'card' ? cardOf(method).refund : 'pending';
}

/** The charge with so much less (or, negative, more) of it left. */
export function withRefunded(charge: Stripe.Charge, amount: number): Stripe.Charge {
  const refunded = charge.amount_refunded + amount;
  return { ...charge, amount_refunded: refunded, refunded: refunded >= charge.amount_captured };
}

/** Stores a refund that changed and tells it under each name Stripe has for it. */
export function changeRefund(scope: Scope, before: Stripe.Refund, after: Stripe.Refund): void {
  save(scope, 'refund', after, null);
  emit(scope, 'refund.updated', after, before);
  emit(scope, 'charge.refund.updated', after, before);
  if (after.status === 'failed' && before.status !== 'failed') emit(scope, 'refund.failed', after);
}

/** The bank took the refund: it has a reference that the payer can ask their bank for. */
function arrived(scope: Scope, refund: Stripe.Refund): Stripe.Refund {
  const { pending_reason: _over, ...rest } = refund;
  if (!refund.destination_details?.card) return { ...rest, status: 'succeeded' };
  return {
    ...rest,
    status: 'succeeded',
    destination_details: {
      card: {
        reference: scope.world.ids.next('', 23),
        reference_status: 'available',
        reference_type: 'acquirer_reference_number',
        type: 'refund',
      },
      type: 'card',
    },
  };
}

/** The bank sent the money back: the charge is as if it had not been refunded, and the balance has it again; what the platform gave back of its fee stays given. */
function cameBack(scope: Scope, refund: Stripe.Refund): Stripe.Refund {
  const { body: charge } = load(scope, 'charge', refund.charge);
  const back = book(scope, {
    type: charge.id.startsWith('py_') ? 'payment_failure_refund' : 'refund_failure',
    reportingCategory: 'refund_failure',
    amount: refund.amount,
    currency: refund.currency,
    source: refund.id,
    description: `REFUND FAILURE (${charge.description ?? charge.id})`,
  });
  save(scope, 'charge', withRefunded(charge, -refund.amount), null);
  const { pending_reason: _over, ...rest } = refund;
  return {
    ...rest,
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
    failure_balance_transaction: back.id,
  };
}

/** A refund to a card has arrived when its bank gave it a reference. */
const hasArrived = (refund: Stripe.Refund): boolean =>
  refund.status === 'succeeded' && refund.destination_details?.card?.reference_status !== 'pending';

/** Ends a refund that can still end: it arrives, or it comes back. False when it is over already. */
export function endRefund(scope: Scope, id: string, outcome: 'succeeded' | 'failed'): boolean {
  const { body: before } = load(scope, 'refund', id);
  if (before.status === 'failed' || before.status === 'canceled') return false;
  if (outcome === 'succeeded' && hasArrived(before)) return false;
  changeRefund(scope, before, outcome === 'failed' ? cameBack(scope, before) : arrived(scope, before));
  return true;
}

/** What becomes of a refund some time after it was made. */
export function followRefund(scope: Scope, id: string): void {
  const { body: refund } = load(scope, 'refund', id);
  const { body: charge } = load(scope, 'charge', refund.charge);
  endRefund(scope, id, refundCourse(scope, charge) === 'fails' ? 'failed' : 'succeeded');
}
