import type Stripe from 'stripe';
import { idOf, type Stored } from '../kinds.ts';
import { find, save } from '../store/objects.ts';
import { type ErrorBody, invalidRequest } from '../transport/errors.ts';
import { emit } from '../webhooks/emit.ts';
import type { Call } from '../world.ts';
import { authenticationNeeded } from './authentication.ts';
import { startChallenge } from './challenge.ts';
import { cardOf } from './charge.ts';
import { checkAllowed, checkReturnUrl } from './confirm.ts';
import { type MandateAsked, mandateFor } from './mandate.ts';
import { checkUsable } from './method.ts';
import { finishSetup, refuseSetup, setupDecline } from './setup.ts';

export interface SetupConfirmation {
  method: Stored<'payment_method'> | undefined;
  returnUrl: string | null;
  useStripeSdk: boolean;
  mandate: MandateAsked;
}

const confirmable = new Set<Stripe.SetupIntent.Status>([
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
]);

export const unexpectedSetupState = (intent: Stripe.SetupIntent, verb: string) =>
  invalidRequest(`You cannot ${verb} this SetupIntent because it has a status of ${intent.status}.`, {
    code: 'setup_intent_unexpected_state',
    setup_intent: intent,
  });

function decline(
  call: Call,
  stored: Stored<'setup_intent'>,
  method: Stored<'payment_method'>,
): { intent: Stripe.SetupIntent; refused: ErrorBody } | undefined {
  const refusal = setupDecline(method);
  if (!refusal) return undefined;
  return refuseSetup(call, stored, method, {
    type: 'card_error',
    code: refusal.code,
    message: refusal.message,
    ...(refusal.declineCode === undefined ? {} : { decline_code: refusal.declineCode }),
    ...(refusal.adviceCode === null ? {} : { advice_code: refusal.adviceCode }),
    ...(refusal.networkDeclineCode === null ? {} : { network_decline_code: refusal.networkDeclineCode }),
  });
}

/** Confirms a setup: the card is kept, the payer must authenticate, or the bank refuses. */
export function confirmSetup(
  call: Call,
  stored: Stored<'setup_intent'>,
  asked: SetupConfirmation,
): { intent: Stripe.SetupIntent; refused?: ErrorBody } {
  if (!confirmable.has(stored.body.status)) throw unexpectedSetupState(stored.body, 'confirm');
  checkReturnUrl(call, stored.body, asked);
  const id = idOf(stored.body.payment_method);
  const method = asked.method ?? (id === null ? undefined : find(call, 'payment_method', id));
  if (!method) {
    throw invalidRequest("You cannot confirm this SetupIntent because it's missing a payment method.", {
      code: 'setup_intent_unexpected_state',
      setup_intent: stored.body,
    });
  }
  checkUsable(method, idOf(stored.body.customer));
  checkAllowed(stored.body, method.body.type);
  const mandate = mandateFor(call, method, asked.mandate);
  if (mandate !== undefined) return { intent: finishSetup(call, stored, method, mandate) };
  const declined = decline(call, stored, method);
  if (declined) return declined;
  if (authenticationNeeded(cardOf(method), method.secret, { offSession: false, requested: false }) !== 'challenge') {
    return { intent: finishSetup(call, stored, method) };
  }
  const challenge = startChallenge(call, stored.body.id, asked.returnUrl, asked.useStripeSdk);
  const intent: Stripe.SetupIntent = {
    ...stored.body,
    status: 'requires_action',
    payment_method: method.body.id,
    next_action: challenge.nextAction,
  };
  save(call, 'setup_intent', intent, { ...stored.secret, challenge: challenge.id, returnUrl: asked.returnUrl });
  emit(call, 'setup_intent.requires_action', intent);
  return { intent };
}
