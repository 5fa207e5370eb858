import { ApiError, type ErrorBody } from '../transport/errors.ts';
import type { Call } from '../world.ts';

/** What a publishable key may see of an intent. */
const shown = new Set(
  `id object amount amount_details automatic_payment_methods canceled_at cancellation_reason capture_method client_secret confirmation_method created
   currency description last_payment_error last_setup_error livemode next_action payment_method payment_method_configuration_details payment_method_types
   processing receipt_email setup_future_usage shipping source status usage`.split(/\s+/),
);

type Access = Call['access'];

const fieldsOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : undefined;

/** A payment method for the browser: not whose it is, nor what would know the card again elsewhere. */
function methodView(value: unknown): unknown {
  const method = fieldsOf(value);
  if (!method) return value;
  const { customer_account: _a, ...rest } = method;
  const view = { ...rest, customer: null, metadata: {} };
  const card = fieldsOf(method.card);
  if (!card) return view;
  const { fingerprint: _f, ...plain } = card;
  return { ...view, card: plain };
}

function lastErrorView(value: unknown): unknown {
  const error = fieldsOf(value);
  return error && 'payment_method' in error ? { ...error, payment_method: methodView(error.payment_method) } : value;
}

const intentView = (intent: object): object =>
  Object.fromEntries(
    Object.entries(intent)
      .filter(([name]) => shown.has(name))
      .map(([name, value]) => [name, name.startsWith('last_') ? lastErrorView(value) : value]),
  );

/** The intent as its caller may see it: whole for a secret key, the browser's part for a publishable one. */
export const viewFor = (call: Pick<Call, 'access'>, intent: object): object =>
  call.access === 'secret' ? intent : intentView(intent);

/** The same for the objects that come with an error. */
export function errorViewFor(access: Access, error: ErrorBody): ErrorBody {
  if (access === 'secret') return error;
  const { payment_intent, setup_intent, payment_method, ...plain } = error;
  return {
    ...plain,
    ...(payment_intent === undefined ? {} : { payment_intent: intentView(payment_intent) }),
    ...(setup_intent === undefined ? {} : { setup_intent: intentView(setup_intent) }),
    ...(payment_method === undefined ? {} : { payment_method: fieldsOf(methodView(payment_method)) ?? {} }),
  };
}

/**
 * A publishable key must know the intent's client secret; a secret key may send it, but not a wrong one.
 * @throws ApiError 400
 */
export function checkClientSecret(
  call: Call,
  intent: { id: string; client_secret: string | null },
  sent: string | undefined,
  noun: string,
): void {
  if (sent === undefined && call.access === 'secret') return;
  if (sent === undefined) {
    throw new ApiError(
      400,
      {
        type: 'invalid_request_error',
        code: 'parameter_missing',
        message: 'Missing required param: client_secret.',
        param: 'client_secret',
      },
      true,
    );
  }
  if (sent === intent.client_secret) return;
  const message = `The client_secret provided does not match any associated ${noun} on this account. Ensure the provided client_secret and ${noun} belong to the same account.`;
  throw new ApiError(400, { type: 'invalid_request_error', message, param: 'client_secret' });
}
