/** Where an attempt stands. Open ones hold their invoice: at most one per invoice. */
export type AttemptStatus =
  | 'planned'
  | 'created'
  | 'processing'
  | 'requiresAction'
  | 'succeeded'
  | 'failed'
  | 'cancelled';

const openStatuses: readonly AttemptStatus[] = ['planned', 'created', 'processing', 'requiresAction'];

export function isOpen(status: AttemptStatus): boolean {
  return openStatuses.includes(status);
}

/** What is known of a PaymentIntent, from an event or from asking. Amounts in Stripe's units. */
export type IntentFact = {
  id: string;
  status: string;
  amountReceived: number;
  currency: string;
  chargeId: string | null;
  /** By what kind of method it is paid, as Stripe names it; absent or null where this does not tell. */
  methodType?: string | null;
  error: { code: string | null; declineCode: string | null; adviceCode: string | null } | null;
  /** Whether this tells of a decline that has just happened. */
  declined: boolean;
};

export type Move =
  | { move: 'succeed' }
  | { move: 'cancel' }
  | { move: 'decline'; to: AttemptStatus }
  | { move: 'go'; to: AttemptStatus }
  | { move: 'none'; why: 'repeat' | 'superseded' }
  | { move: 'conflict'; why: string };

const stripeStatuses: Record<string, AttemptStatus> = {
  requires_payment_method: 'created',
  requires_confirmation: 'created',
  requires_action: 'requiresAction',
  processing: 'processing',
  requires_capture: 'processing',
  succeeded: 'succeeded',
  canceled: 'cancelled',
};

export const isIntentStatus = (stripeStatus: string): boolean => Object.hasOwn(stripeStatuses, stripeStatus);

/**
 * What a decline is known by: it is told by the answer to our own call, by an event and by whoever asks again, and is one. Null for one
 * that cannot be told from the next: a customer who fails to prove who they are is refused without a charge.
 */
export function declineName({ chargeId, error }: IntentFact): string | null {
  if (!error || error.code === 'payment_intent_authentication_failure') return null;
  return [chargeId, error.code, error.declineCode].map((part) => part ?? '-').join(' ');
}

/**
 * What a fact does to an attempt. Facts come in any order, more than once, and some never: success is final and wins over
 * everything, for the money is there; a cancelled attempt never opens again; a fact from before the end changes nothing.
 */
export function moveOf(
  attempt: { status: AttemptStatus; paymentIntentId: string | null; toldDecline: string | null },
  fact: IntentFact,
): Move {
  if (attempt.paymentIntentId !== null && attempt.paymentIntentId !== fact.id)
    return { move: 'conflict', why: `${fact.id} is not this attempt's intent` };
  const to = stripeStatuses[fact.status];
  if (to === undefined) return { move: 'conflict', why: `unknown status ${fact.status}` };
  if (attempt.status === 'succeeded') return { move: 'none', why: to === 'succeeded' ? 'repeat' : 'superseded' };
  if (to === 'succeeded') return { move: 'succeed' };
  if (!isOpen(attempt.status)) return { move: 'none', why: to === attempt.status ? 'repeat' : 'superseded' };
  if (to === 'cancelled') return { move: 'cancel' };
  // Nothing but a refusal leads back from what a bank was working on, whoever tells of it.
  const isBack = attempt.status === 'processing' && to === 'created';
  const isRefused = fact.declined || isBack;
  const decline = isRefused ? declineName(fact) : null;
  if (decline !== null && decline === attempt.toldDecline)
    return isBack ? { move: 'go', to } : { move: 'none', why: 'repeat' };
  if (isRefused) return { move: 'decline', to };
  return attempt.status === to ? { move: 'none', why: 'repeat' } : { move: 'go', to };
}
