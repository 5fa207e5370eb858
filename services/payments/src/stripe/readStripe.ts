import Stripe from 'stripe';
import { askStripe, type StripeAnswer } from './answer.ts';

/** As `askStripe`, where a key without the right to read is an answer too: whoever only looks says so and goes on. */
export async function readStripe<T>(call: () => Promise<T>): Promise<StripeAnswer<T>> {
  const answer = await askStripe(async (): Promise<{ value: T } | { denied: string }> => {
    try {
      return { value: await call() };
    } catch (error) {
      if (
        error instanceof Stripe.errors.StripePermissionError ||
        error instanceof Stripe.errors.StripeAuthenticationError
      )
        return { denied: error.message };
      throw error;
    }
  });
  if (answer.said === 'no') return answer;
  if ('denied' in answer.value) return { said: 'no', code: 'notAllowed', text: answer.value.denied };
  return { said: 'yes', value: answer.value.value };
}
