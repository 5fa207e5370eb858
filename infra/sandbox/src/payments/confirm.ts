import type Stripe from 'stripe';
import { idOf, type Stored } from '../kinds.ts';
import { find, save } from '../store/objects.ts';
import type { Answer } from '../transport/endpoint.ts';
import { errorAnswer, invalidRequest } from '../transport/errors.ts';
import { emit } from '../webhooks/emit.ts';
import type { Call } from '../world.ts';
import { type Attempted, attemptCharge, refuse, refuseAction } from './attempt.ts';
import { authenticationNeeded } from './authentication.ts';
import { startChallenge } from './challenge.ts';
import { cardOf } from './charge.ts';
import { errorViewFor } from './clientView.ts';
import { attemptDebit } from './debit.ts';
import { declines } from './declines.ts';
import { type MandateAsked, mandateFor } from './mandate.ts';
import { checkUsable } from './method.ts';

/** What a confirmation asks for, beside the intent itself. */
export interface Confirmation {
  /** Brought along by the confirmation; the intent's own when absent. */
  method: Stored<'payment_method'> | undefined;
  offSession: boolean;
  errorOnRequiresAction: boolean;
  returnUrl: string | null;
  /** The browser's script handles the challenge itself instead of being redirected. */
  useStripeSdk: boolean;
  threeDSecureRequested: boolean;
  /** How a bank account may be debited. */
  mandate: MandateAsked;
}

const confirmable = new Set<Stripe.PaymentIntent.Status>([
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
]);

/** 400 for a call that the intent's status does not allow; the intent comes with it. */
export const unexpectedState = (intent: Stripe.PaymentIntent, verb: string) =>
  invalidRequest(`You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`, {
    code: 'payment_intent_unexpected_state',
    payment_intent: intent,
  });

/** On the server a confirmation must say where the payer returns to, unless no method may redirect. */
export function checkReturnUrl(
  call: Call,
  intent: Stripe.PaymentIntent | Stripe.SetupIntent,
  asked: Pick<Confirmation, 'returnUrl' | 'useStripeSdk'>,
): void {
  const mayRedirect =
    intent.automatic_payment_methods?.enabled === true && intent.automatic_payment_methods.allow_redirects !== 'never';
  if (call.access === 'publishable' || !mayRedirect || asked.returnUrl !== null || asked.useStripeSdk) return;
  const what = intent.object === 'payment_intent' ? 'PaymentIntent' : 'SetupIntent';
  throw invalidRequest(
    `This ${what} is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a \`return_url\`. If you don't want to accept redirect-based payment methods, set \`automatic_payment_methods[enabled]\` to \`true\` and \`automatic_payment_methods[allow_redirects]\` to \`never\` when creating Setup Intents and Payment Intents.`,
  );
}

/** Refuses a kind of payment method that the intent does not take. */
export function checkAllowed(intent: Stripe.PaymentIntent | Stripe.SetupIntent, type: string): void {
  if (intent.payment_method_types.includes(type)) return;
  const what = intent.object === 'payment_intent' ? 'PaymentIntent' : 'SetupIntent';
  throw invalidRequest(
    `The PaymentMethod provided (${type}) is not allowed for this ${what}. Please attempt the payment again using a different PaymentMethod. Alternatively, update the allowed payment methods for this ${what} to include "${type}".`,
    { param: 'payment_method' },
  );
}

function methodOf(call: Call, stored: Stored<'payment_intent'>, asked: Confirmation): Stored<'payment_method'> {
  const id = idOf(stored.body.payment_method);
  const method = asked.method ?? (id === null ? undefined : find(call, 'payment_method', id));
  if (method) {
    checkUsable(method, idOf(stored.body.customer));
    checkAllowed(stored.body, method.body.type);
    return method;
  }
  throw invalidRequest(
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    { code: 'payment_intent_unexpected_state', payment_intent: stored.body },
  );
}

function challenge(
  call: Call,
  stored: Stored<'payment_intent'>,
  method: Stored<'payment_method'>,
  asked: Confirmation,
): Attempted {
  const { id, nextAction } = startChallenge(call, stored.body.id, asked.returnUrl, asked.useStripeSdk);
  const intent: Stripe.PaymentIntent = {
    ...stored.body,
    status: 'requires_action',
    payment_method: method.body.id,
    next_action: nextAction,
  };
  save(call, 'payment_intent', intent, {
    ...stored.secret,
    challenge: id,
    returnUrl: asked.returnUrl,
    offSession: asked.offSession,
  });
  emit(call, 'payment_intent.requires_action', intent);
  return { intent };
}

/** Confirms an intent: takes the money, asks the payer to authenticate, or is refused. */
export function confirmIntent(call: Call, stored: Stored<'payment_intent'>, asked: Confirmation): Attempted {
  if (!confirmable.has(stored.body.status)) throw unexpectedState(stored.body, 'confirm');
  checkReturnUrl(call, stored.body, asked);
  const method = methodOf(call, stored, asked);
  const mandate = mandateFor(call, method, asked.mandate);
  if (mandate !== undefined) return attemptDebit(call, stored, method, mandate);
  const request = { offSession: asked.offSession, requested: asked.threeDSecureRequested };
  const needed = authenticationNeeded(cardOf(method), method.secret, request);
  if (needed !== 'challenge') return attemptCharge(call, stored, method, needed);
  if (asked.offSession) return refuse(call, stored, method, declines.authenticationRequired);
  if (asked.errorOnRequiresAction) return refuseAction(call, stored, method, declines.authenticationRequired);
  return challenge(call, stored, method, asked);
}

/** The 402 for a refused payment; what was done stays done. */
export function refusedAnswer(call: Call, refused: NonNullable<Attempted['refused']>): Answer {
  const shown = errorViewFor(call.access, refused);
  return { status: 402, body: errorAnswer(shown, `${call.world.baseUrl()}/_sandbox/requests/${call.request.id}`) };
}
