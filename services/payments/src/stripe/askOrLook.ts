import { fault, isFault } from '@purser/fault';
import type Stripe from 'stripe';
import { askStripe, type IntentJson, intentJson, lacksPermission, type StripeAnswer, shutOut } from './answer.ts';

/**
 * Runs one call that changes something. Where its outcome is unknown it is looked whether it was done: Stripe remembers its own 500 under
 * a key for a day and gives it again, although it did what it was asked, so that asking again would never tell.
 * Where Stripe lets nobody in, as with a key that lacks a permission, nothing was done now; what was done before would be seen, unless it
 * lets nobody look either: then the outcome of the first time stays open.
 * @param look undefined when it is not seen to be done, which leaves the outcome open
 * @param again whether the same may have been asked before, for what must not be done twice
 */
export async function askOrLook<T>(
  call: () => Promise<T>,
  look: () => Promise<StripeAnswer<T> | undefined>,
  { again = false }: { again?: boolean } = {},
): Promise<StripeAnswer<T>> {
  try {
    const answer = await askStripe(call);
    return again ? unlessShutOut(answer) : answer;
  } catch (unknown) {
    // Whoever asks too much is not helped by asking more.
    if (isFault(unknown) && unknown.kind === 'limited') throw unknown;
    const looked = await look().then(
      (seen) => ({ seen }),
      () => undefined,
    );
    if (looked?.seen) return looked.seen;
    if (isFault(unknown) && unknown.code === lacksPermission && (looked || !again))
      return { said: 'no', code: lacksPermission, text: unknown.internal ?? unknown.message };
    throw unknown;
  }
}

/** Of an account that let the platform go nothing can be read: what was done there before is not known, and is waited for. */
export function unlessShutOut<T>(answer: StripeAnswer<T>): StripeAnswer<T> {
  if (answer.said === 'yes' || answer.code !== shutOut) return answer;
  throw fault('external', shutOut, 'The Stripe account is not connected any more.', { internal: answer.text });
}

/** For what must be done in the end: a key that lacks a permission is waited for, as for Stripe itself. */
export function unlessDenied<T>(answer: StripeAnswer<T>): StripeAnswer<T> {
  if (answer.said === 'yes' || answer.code !== lacksPermission) return answer;
  throw fault('external', lacksPermission, 'The Stripe key may not do this.', { internal: answer.text });
}

/** What was done, for `askOrLook`. */
export async function ifSeen<T>(look: () => Promise<T | undefined>): Promise<StripeAnswer<T> | undefined> {
  const value = await look();
  return value === undefined ? undefined : { said: 'yes', value };
}

/**
 * What a key gives again is how things stood when it was first used, whatever has happened since: such an answer is read anew. Stripe
 * marks it; that the request was another than this one says the same.
 */
export async function asItIsNow<T>(answer: Stripe.Response<T>, read: () => Promise<T>): Promise<T> {
  const { headers, requestId } = answer.lastResponse;
  const original = headers['original-request'];
  const isOld = headers['idempotent-replayed'] === 'true' || (original !== undefined && original !== requestId);
  return isOld ? read() : answer;
}

const beyondCancelling = new Set(['succeeded', 'processing']);

/** Cancels an intent; one that cannot be cancelled any more is told with the refusal. */
export function cancelIntent(
  stripe: Stripe,
  id: string,
  { idempotencyKey, ...params }: Stripe.PaymentIntentCancelParams & { idempotencyKey: string },
): Promise<StripeAnswer<IntentJson>> {
  return askOrLook(
    async () => intentJson(await stripe.paymentIntents.cancel(id, params, { idempotencyKey })),
    async () => {
      const intent = intentJson(await stripe.paymentIntents.retrieve(id));
      if (intent.status === 'canceled') return { said: 'yes', value: intent };
      if (!beyondCancelling.has(intent.status)) return undefined;
      return { said: 'no', code: 'payment_intent_unexpected_state', text: `it is ${intent.status}`, intent };
    },
  );
}
