/** @import { Access, Intent, IntentAnswer, IntentCall, PageError } from '../shared/protocol.ts' */
import { formOf } from '../shared/form.ts';
import { intentOf, intentPath } from '../shared/intents.ts';
import { answerIn } from '../shared/protocol.ts';

const patienceMs = 60_000;

/** @type {(wasSent: boolean) => PageError} */
const brokenLine = (wasSent) => ({
  type: 'api_connection_error',
  message: wasSent
    ? 'The connection to the payment service broke. It may have gone through all the same: look before you pay again.'
    : 'The payment service could not be reached.',
});

const busy = new Set([409, 429]);

/** @type {(status: number, error: PageError) => PageError} */
const errorOf = (status, error) => (status >= 500 || busy.has(status) ? { ...error, type: 'api_error' } : error);

/**
 * One call of the API with the publishable key.
 * @param {Access} access
 * @param {'GET' | 'POST'} method
 * @param {string} path
 * @param {Record<string, unknown>} params
 * @returns {Promise<IntentAnswer>}
 */
async function call({ publishableKey, stripeAccount }, method, path, params) {
  const form = new URLSearchParams(formOf(params));
  const wasSent = method === 'POST';
  try {
    const answer = await fetch(method === 'GET' ? `${path}?${form}` : path, {
      method,
      headers: {
        authorization: `Bearer ${publishableKey}`,
        ...(stripeAccount === undefined ? {} : { 'stripe-account': stripeAccount }),
      },
      ...(wasSent ? { body: form } : {}),
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(patienceMs),
    });
    const body = await answer.json();
    if (answer.ok) return answerIn({ intent: body });
    const refused = answerIn(body);
    return 'error' in refused ? { error: errorOf(answer.status, refused.error) } : refused;
  } catch {
    return { error: brokenLine(wasSent) };
  }
}

/**
 * Looks at an intent.
 * @param {Access} access
 * @param {string} clientSecret
 */
export const fetchIntent = (access, clientSecret) => send({ access, clientSecret }, 'GET', '', {});

/**
 * Confirms an intent. The script handles the bank's challenge itself.
 * @param {Access} access
 * @param {string} clientSecret
 * @param {Record<string, unknown>} params
 */
export const confirmIntent = (access, clientSecret, params) =>
  send({ access, clientSecret }, 'POST', '/confirm', { ...params, use_stripe_sdk: true });

/** @type {(call: IntentCall, method: 'GET' | 'POST', action: string, params: Record<string, unknown>) => Promise<IntentAnswer>} */
async function send({ access, clientSecret }, method, action, params) {
  const named = intentOf(clientSecret);
  if (!named) return { error: { type: 'invalid_request_error', message: 'The client secret is malformed.' } };
  return call(access, method, `${intentPath(named)}${action}`, { ...params, client_secret: clientSecret });
}
