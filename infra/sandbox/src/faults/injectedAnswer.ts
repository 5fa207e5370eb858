import { type ErrorBody, errorAnswer } from '../transport/errors.ts';
import type { Injected } from '../transport/execute.ts';
import type { Effect } from './rules.ts';

const rateLimit = 'Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.';
const locked =
  'This object cannot be accessed right now because another API request or Stripe process is currently accessing it.';

function injectedError(status: number, code: string | undefined): ErrorBody {
  const [usual, message] =
    status === 429
      ? ['rate_limit', rateLimit]
      : status === 409
        ? ['lock_timeout', locked]
        : [undefined, 'An unknown error occurred.'];
  const shown = code ?? usual;
  return {
    type: status >= 500 ? 'api_error' : 'invalid_request_error',
    message: shown === 'lock_timeout' ? locked : message,
    ...(shown === undefined ? {} : { code: shown }),
  };
}

/** The answer a rule puts in the place of the true one. */
export function injectedAnswer(effect: Extract<Effect, { kind: 'answer' }>): Injected {
  return {
    status: effect.status,
    body: JSON.stringify(errorAnswer(injectedError(effect.status, effect.code), undefined)),
    headers: {
      ...(effect.shouldRetry === undefined ? {} : { 'stripe-should-retry': String(effect.shouldRetry) }),
      ...(effect.retryAfterS === undefined ? {} : { 'retry-after': String(effect.retryAfterS) }),
      ...(effect.rateLimitedReason === undefined ? {} : { 'stripe-rate-limited-reason': effect.rateLimitedReason }),
    },
  };
}
