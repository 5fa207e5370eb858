import type Stripe from 'stripe';
import { idOf, type Stored } from '../kinds.ts';
import { save } from '../store/objects.ts';
import { docUrl, type ErrorBody } from '../transport/errors.ts';
import { emit } from '../webhooks/emit.ts';
import type { Scope } from '../world.ts';
import { cardOf } from './charge.ts';
import { type Decline, declines } from './declines.ts';
import { attach } from './method.ts';

type Method = Stored<'payment_method'>;

/** How the bank answers when a card is set up for later. */
export function setupDecline(method: Method): Decline | null {
  if (method.body.type !== 'card') return null;
  const card = cardOf(method);
  return card.attachDeclined && card.decline !== null && (!card.declineNeedsCvc || method.secret.cvcGiven)
    ? declines[card.decline]
    : null;
}

/** The card, or with its mandate the bank account, is set up: attached to the customer, ready for off-session use. */
export function finishSetup(
  scope: Scope,
  stored: Stored<'setup_intent'>,
  given: Method,
  mandate: string | null = null,
): Stripe.SetupIntent {
  const method = mandate === null ? given : { ...given, secret: { ...given.secret, mandate } };
  const intent: Stripe.SetupIntent = {
    ...stored.body,
    status: 'succeeded',
    next_action: null,
    last_setup_error: null,
    mandate,
    payment_method: method.body.id,
  };
  const customer = idOf(intent.customer);
  const setUp = method.secret.setUp || intent.usage === 'off_session';
  if (customer !== null && idOf(method.body.customer) === null) attach(scope, method, customer, setUp);
  else save(scope, 'payment_method', method.body, { ...method.secret, setUp });
  save(scope, 'setup_intent', intent, { ...stored.secret, challenge: null });
  emit(scope, 'setup_intent.succeeded', intent);
  return intent;
}

/** The setup goes back to needing a payment method, and tells why. */
export function refuseSetup(
  scope: Scope,
  stored: Stored<'setup_intent'>,
  method: Method,
  error: ErrorBody,
): { intent: Stripe.SetupIntent; refused: ErrorBody } {
  const { code, decline_code, advice_code, network_decline_code, message, type } = error;
  const intent: Stripe.SetupIntent = {
    ...stored.body,
    status: 'requires_payment_method',
    last_setup_error: {
      ...(code === undefined ? {} : { code, doc_url: docUrl(code) }),
      ...(decline_code === undefined ? {} : { decline_code }),
      ...(advice_code === undefined ? {} : { advice_code }),
      ...(network_decline_code === undefined ? {} : { network_decline_code }),
      message,
      payment_method: method.body,
      type,
    },
    next_action: null,
    payment_method: null,
  };
  save(scope, 'setup_intent', intent, { ...stored.secret, challenge: null });
  emit(scope, 'setup_intent.setup_failed', intent);
  return { intent, refused: { ...error, setup_intent: intent, payment_method: method.body } };
}

/** The payer failed to authenticate. */
export function failSetup(scope: Scope, stored: Stored<'setup_intent'>, method: Method): Stripe.SetupIntent {
  return refuseSetup(scope, stored, method, {
    type: 'invalid_request_error',
    code: 'setup_intent_authentication_failure',
    message: 'The latest attempt to set up the payment method has failed because authentication failed.',
  }).intent;
}
