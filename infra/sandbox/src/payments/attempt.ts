import type Stripe from 'stripe';
import { idOf, type Stored } from '../kinds.ts';
import { insert, save } from '../store/objects.ts';
import { scheduleTask } from '../store/tasks.ts';
import { docUrl, type ErrorBody } from '../transport/errors.ts';
import { emit } from '../webhooks/emit.ts';
import type { Scope } from '../world.ts';
import { type Authenticated, bankDecline, buildCharge } from './charge.ts';
import type { Decline } from './declines.ts';
import { attach } from './method.ts';
import { settle } from './settle.ts';

/** How an attempt to take money ended: the intent as stored, and the error when the money was refused. */
export interface Attempted {
  intent: Stripe.PaymentIntent;
  refused?: ErrorBody;
}

type Method = Stored<'payment_method'>;

const restingSecret = (intent: Stored<'payment_intent'>) => ({ ...intent.secret, challenge: null });

/** What happens to the payment method after money was taken with it. */
export function keepMethod(scope: Scope, intent: Stripe.PaymentIntent, method: Method): void {
  const customer = idOf(intent.customer);
  const setUp = method.secret.setUp || intent.setup_future_usage === 'off_session';
  const owner = idOf(method.body.customer);
  if (owner === null && customer !== null && intent.setup_future_usage !== null) {
    attach(scope, method, customer, setUp);
  } else if (owner === null) {
    save(scope, 'payment_method', method.body, { ...method.secret, consumed: true });
  } else {
    save(scope, 'payment_method', method.body, { ...method.secret, setUp });
  }
}

function paid(scope: Scope, stored: Stored<'payment_intent'>, method: Method, authenticated: Authenticated): Attempted {
  const manual = stored.body.capture_method === 'manual';
  const built = buildCharge(scope, stored.body, method, null, authenticated);
  const charge = stored.body.capture_method === 'automatic' ? { ...built, ...settle(scope, built) } : built;
  const intent: Stripe.PaymentIntent = {
    ...stored.body,
    status: manual ? 'requires_capture' : 'succeeded',
    amount_capturable: manual ? stored.body.amount : 0,
    amount_received: manual ? 0 : stored.body.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.body.id,
  };
  insert(scope, 'charge', charge, null);
  save(scope, 'payment_intent', intent, restingSecret(stored));
  keepMethod(scope, intent, method);
  emit(scope, 'charge.succeeded', charge);
  emit(scope, manual ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', intent);
  if (intent.capture_method === 'automatic_async')
    scheduleTask(scope, 'settle', charge.id, scope.world.settings.captureDelayMs);
  return { intent };
}

/** The intent goes back to needing a payment method, and tells why. */
export function backToStart(
  scope: Scope,
  stored: Stored<'payment_intent'>,
  method: Method,
  error: ErrorBody,
): Attempted {
  const { code, charge, decline_code, advice_code, network_decline_code, message } = error;
  const intent: Stripe.PaymentIntent = {
    ...stored.body,
    status: 'requires_payment_method',
    last_payment_error: {
      ...(charge === undefined ? {} : { charge }),
      ...(code === undefined ? {} : { code, doc_url: docUrl(code) }),
      ...(decline_code === undefined ? {} : { decline_code }),
      ...(advice_code === undefined ? {} : { advice_code }),
      ...(network_decline_code === undefined ? {} : { network_decline_code }),
      message,
      payment_method: method.body,
      type: error.type,
    },
    latest_charge: charge ?? stored.body.latest_charge,
    next_action: null,
    payment_method: null,
  };
  save(scope, 'payment_intent', intent, restingSecret(stored));
  emit(scope, 'payment_intent.payment_failed', intent);
  return { intent, refused: { ...error, payment_intent: intent, payment_method: method.body } };
}

const cardError = (decline: Decline, charge: string | undefined): ErrorBody => ({
  type: 'card_error',
  code: decline.code,
  message: decline.message,
  ...(decline.declineCode === undefined ? {} : { decline_code: decline.declineCode }),
  ...(decline.adviceCode === null ? {} : { advice_code: decline.adviceCode }),
  ...(decline.networkDeclineCode === null ? {} : { network_decline_code: decline.networkDeclineCode }),
  ...(charge === undefined ? {} : { charge }),
});

/** Refuses the payment: a failed charge is made, the intent needs another payment method, 402 is the answer. */
export function refuse(scope: Scope, stored: Stored<'payment_intent'>, method: Method, decline: Decline): Attempted {
  const charge = buildCharge(scope, stored.body, method, decline, 'none');
  insert(scope, 'charge', charge, null);
  emit(scope, 'charge.failed', charge);
  return backToStart(scope, stored, method, cardError(decline, charge.id));
}

/** Refuses without a charge, because an action of the payer was needed and not wanted. */
export const refuseAction = (
  scope: Scope,
  stored: Stored<'payment_intent'>,
  method: Method,
  decline: Decline,
): Attempted => backToStart(scope, stored, method, cardError(decline, undefined));

/** The payer failed to authenticate. */
export function refuseAuthentication(scope: Scope, stored: Stored<'payment_intent'>, method: Method): Attempted {
  return backToStart(scope, stored, method, {
    type: 'invalid_request_error',
    code: 'payment_intent_authentication_failure',
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
  });
}

/** Asks the bank for the money. */
export function attemptCharge(
  scope: Scope,
  stored: Stored<'payment_intent'>,
  method: Method,
  authenticated: Authenticated,
): Attempted {
  const decline = bankDecline(method);
  return decline ? refuse(scope, stored, method, decline) : paid(scope, stored, method, authenticated);
}
