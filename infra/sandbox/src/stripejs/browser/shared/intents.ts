import type { Intent, IntentAnswer, PageError } from './protocol.ts';

/** Which intent a client secret belongs to. */
export interface IntentName {
  object: Intent['object'];
  id: string;
}

/** Reads a client secret, `pi_…_secret_…` or `seti_…_secret_…`. */
export function intentOf(clientSecret: unknown): IntentName | undefined {
  const found = typeof clientSecret === 'string' && /^((pi|seti)_\w+?)_secret_\w+$/.exec(clientSecret);
  const id = found ? found[1] : undefined;
  if (id === undefined) return undefined;
  return { object: id.startsWith('pi_') ? 'payment_intent' : 'setup_intent', id };
}

export const intentPath = ({ object, id }: IntentName): string => `/v1/${object}s/${id}`;

const settled = new Set(['succeeded', 'requires_capture', 'processing']);

/** Whether there is nothing left for the payer to do. */
export const isSettled = (intent: Intent): boolean => settled.has(intent.status);

/** The result of a promise of Stripe.js: the intent under the name its kind has there, or an error. */
export function resultOf(
  answer: IntentAnswer,
): { paymentIntent: Intent } | { setupIntent: Intent } | { error: PageError } {
  if ('error' in answer) return answer;
  return answer.intent.object === 'payment_intent' ? { paymentIntent: answer.intent } : { setupIntent: answer.intent };
}

const fallback: PageError = {
  type: 'api_error',
  message: 'The payment ended in a state that the page does not know. Look at the payment before trying again.',
};

/** What an intent says once the payer's action is over: itself, or why it went back to the start. */
export function afterAction(intent: Intent): IntentAnswer {
  if (isSettled(intent)) return { intent };
  const error = intent.last_payment_error ?? intent.last_setup_error ?? fallback;
  return { error: { ...error, [intent.object]: intent } };
}

/** Where the payer goes in the end, with what Stripe adds to the address. */
export function returnAddress(returnUrl: string, intent: Intent): string {
  const url = new URL(returnUrl);
  url.searchParams.set(intent.object, intent.id);
  url.searchParams.set(`${intent.object}_client_secret`, intent.client_secret ?? '');
  url.searchParams.set('redirect_status', isSettled(intent) ? 'succeeded' : 'failed');
  return url.toString();
}
