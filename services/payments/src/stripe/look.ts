import { fault } from '@purser/fault';
import Stripe from 'stripe';
import type { Looked } from '../domain/findings.ts';

/** Runs one call that only looks. Unlike elsewhere, that a key is not taken or may not do this is an answer. */
export async function look<T>(call: () => Promise<T>): Promise<Looked<T>> {
  try {
    return { said: 'yes', value: await call() };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const status = error.statusCode ?? 0;
    if (status >= 400 && status < 500 && status !== 409 && status !== 429)
      return { said: 'no', status, text: error.message };
    const internal = `${error.type} ${status} ${error.code ?? ''} ${error.requestId ?? ''}`;
    throw fault('external', 'stripe_unknown', 'The payment service did not answer for certain.', { internal });
  }
}
