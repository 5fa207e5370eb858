import type Stripe from 'stripe';
import type { Challenge, Stored } from '../kinds.ts';
import { changing } from '../store/changing.ts';
import { find, insert, load, save } from '../store/objects.ts';
import { scopeOfObject } from '../store/scope.ts';
import { invalidRequest, noSuch } from '../transport/errors.ts';
import type { Scope, World } from '../world.ts';
import { attemptCharge, refuseAuthentication } from './attempt.ts';
import { failSetup, finishSetup } from './setup.ts';

/** What the payer has to do, as `next_action` tells it. */
export type NextAction =
  | { type: 'redirect_to_url'; redirect_to_url: { return_url: string | null; url: string | null } }
  | { type: 'use_stripe_sdk'; use_stripe_sdk: Stripe.PaymentIntent.NextAction.UseStripeSdk };

const challengeUrl = (world: World, id: string): string => `${world.baseUrl()}/_sandbox/3ds/${id}`;

/** Starts a challenge for an intent; the payer ends it on the sandbox's page, or an administrator plays the payer. */
export function startChallenge(
  scope: Scope,
  intent: string,
  returnUrl: string | null,
  inBrowser: boolean,
): { id: string; nextAction: NextAction } {
  // In the browser's own dialog nobody returns: its script hears when the payer is done.
  const returnTo = inBrowser ? null : returnUrl;
  const challenge: Challenge = { id: scope.world.ids.next('3ds_'), intent, state: 'pending', return_url: returnTo };
  insert(scope, 'challenge', challenge, null);
  const url = challengeUrl(scope.world, challenge.id);
  const nextAction: NextAction =
    returnTo !== null
      ? { type: 'redirect_to_url', redirect_to_url: { return_url: returnTo, url } }
      : {
          type: 'use_stripe_sdk',
          use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: url, source: challenge.id },
        };
  return { id: challenge.id, nextAction };
}

/** A challenge and the intent it belongs to, whichever account they are in. */
export interface OpenChallenge {
  scope: Scope;
  challenge: Challenge;
  /** False once the intent went on without it. */
  current: boolean;
}

export function openChallenge(world: World, id: string): OpenChallenge | undefined {
  const scope = scopeOfObject(world, 'challenge', id);
  if (!scope) return undefined;
  const { body: challenge } = load(scope, 'challenge', id);
  const intent = find(scope, 'payment_intent', challenge.intent) ?? find(scope, 'setup_intent', challenge.intent);
  return { scope, challenge, current: challenge.state === 'pending' && intent?.secret.challenge === id };
}

function endForPayment(scope: Scope, stored: Stored<'payment_intent'>, passed: boolean): Stripe.PaymentIntent {
  const method = load(scope, 'payment_method', stored.body.payment_method);
  const ended = passed
    ? attemptCharge(scope, stored, method, 'challenge')
    : refuseAuthentication(scope, stored, method);
  return ended.intent;
}

function endForSetup(scope: Scope, stored: Stored<'setup_intent'>, passed: boolean): Stripe.SetupIntent {
  const method = load(scope, 'payment_method', stored.body.payment_method);
  return passed ? finishSetup(scope, stored, method) : failSetup(scope, stored, method);
}

/**
 * Ends a challenge as the payer would: the charge is attempted, or the intent goes back to needing a payment method.
 * @throws ApiError 404 for an unknown challenge, 400 for one that is over.
 */
export function endChallenge(world: World, id: string, passed: boolean): Stripe.PaymentIntent | Stripe.SetupIntent {
  const open = openChallenge(world, id);
  if (!open) throw noSuch('challenge', id);
  if (!open.current) throw invalidRequest('This authentication is over.');
  const { scope, challenge } = open;
  return changing(world, () => {
    save(scope, 'challenge', { ...challenge, state: passed ? 'succeeded' : 'failed' }, null);
    const payment = find(scope, 'payment_intent', challenge.intent);
    const intent = payment
      ? endForPayment(scope, payment, passed)
      : endForSetup(scope, load(scope, 'setup_intent', challenge.intent), passed);
    return intent;
  });
}
