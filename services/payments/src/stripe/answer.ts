import { fault } from '@purser/fault';
import Stripe from 'stripe';
import { permissionIn } from '../domain/permissions.ts';

/** What Stripe said for certain. Anything else is an unknown outcome and is thrown. */
export type StripeAnswer<T> =
  | { said: 'yes'; value: T }
  | { said: 'no'; code: string; text: string; intent?: IntentJson };

/** All that an intent says of a debit that a bank refused days later: why stands at its charge. */
export const attemptFailed = 'payment_intent_payment_attempt_failed';

/** The parts of a PaymentIntent that we read, as plain JSON. */
export type IntentJson = {
  id: string;
  status: string;
  amount: number;
  amount_received: number;
  currency: string;
  latest_charge: string | null;
  /** Of the latest charge, where that was read too. */
  method_type?: string | null;
  last_error: { code: string | null; decline_code: string | null; advice_code: string | null } | null;
  metadata: Record<string, string>;
};

export function intentJson(intent: Stripe.PaymentIntent): IntentJson {
  const error = intent.last_payment_error;
  const charge = intent.latest_charge;
  return {
    id: intent.id,
    status: intent.status,
    amount: intent.amount,
    amount_received: intent.amount_received,
    currency: intent.currency,
    latest_charge: typeof charge === 'string' ? charge : (charge?.id ?? null),
    method_type: typeof charge === 'string' ? null : (charge?.payment_method_details?.type ?? null),
    last_error: error
      ? {
          code: codeOf(error.code, charge),
          decline_code: error.decline_code ?? null,
          advice_code: error.advice_code ?? null,
        }
      : null,
    metadata: intent.metadata,
  };
}

/** What Stripe says of an account that has let the platform go. */
export const shutOut = 'account_invalid';

/** Stripe will never tell of it again: the account let the platform go, or what is asked about is not there. */
export const isOutOfReach = (answer: StripeAnswer<unknown>): boolean =>
  answer.said === 'no' && !answer.intent && (answer.code === shutOut || answer.code === 'resource_missing');

/** The code of a call that a restricted key was not given the permission for. */
export const lacksPermission = 'more_permissions_required';

/**
 * It is for certain that this call did nothing, and not whether one before it did, when the key still might: whoever asks decides. What
 * Stripe says has the key's last letters in it, and is not repeated.
 */
function notPermitted(message: string) {
  const wanted = permissionIn(message) ?? 'more than it was given';
  return fault('external', lacksPermission, 'The Stripe key may not do this.', {
    internal: `the key lacks the permission “${wanted}”`,
  });
}

function codeOf(code: string | undefined, charge: Stripe.PaymentIntent['latest_charge']): string | null {
  const isTold = code === attemptFailed && charge !== null && typeof charge !== 'string';
  return (isTold ? charge.failure_code : null) ?? code ?? null;
}

/**
 * Runs one call. A 4xx that Stripe decided on is its answer. A timeout, a broken connection, a 5xx, 409 or 429 leaves the
 * outcome open: it is thrown as a passing fault, and the same request goes again under the same key.
 */
export async function askStripe<T>(call: () => Promise<T>): Promise<StripeAnswer<T>> {
  try {
    return { said: 'yes', value: await call() };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const status = error.statusCode ?? 0;
    const internal = `${error.type} ${status} ${error.code ?? ''} ${error.requestId ?? ''}`;
    if (error instanceof Stripe.errors.StripeRateLimitError)
      throw fault('limited', 'stripe_busy', 'The payment service is busy.', { internal, retryAfter_ms: 1000 });
    // Of an account that let the platform go nothing can come any more: that is for certain.
    const isShutOut = status === 403 && error.code === shutOut;
    const decided = isShutOut || (status >= 400 && status < 500 && status !== 409 && status !== 401 && status !== 403);
    if (status === 403 && !isShutOut) throw notPermitted(error.message);
    if (!decided)
      throw fault('external', 'stripe_unknown', 'The payment service did not answer for certain.', { internal });
    const intent = error.payment_intent ? intentJson(error.payment_intent as Stripe.PaymentIntent) : undefined;
    return {
      said: 'no',
      code: error.code ?? error.rawType ?? 'refused',
      text: error.message,
      ...(intent ? { intent } : {}),
    };
  }
}
