import type { Remembered } from '../store/idempotency.ts';
import { ApiError, invalidParam } from './errors.ts';

const maxLength = 255;

/** The key as sent, if any. */
export function checkKey(key: string | undefined): string | null {
  if (key === undefined || key === '') return null;
  if (key.length > maxLength)
    throw invalidParam('Idempotency-Key', `Idempotency keys can be at most ${maxLength} characters long.`);
  return key;
}

/** A key may only be repeated with the request it was first used with. */
export function checkRepeat(known: Remembered, endpoint: string, params: string, key: string): void {
  const same = known.endpoint !== endpoint ? 'endpoint' : known.params !== params ? 'parameters' : undefined;
  if (same === undefined) return;
  const rule =
    same === 'parameters'
      ? 'Keys for idempotent requests can only be used with the same parameters they were first used with.'
      : `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${known.endpoint.split(' ')[1]}').`;
  throw new ApiError(
    400,
    {
      type: 'idempotency_error',
      message: `${rule} Try using a key other than '${key}' if you meant to execute a different request.`,
    },
    true,
  );
}

/** Another request with this key is being served now. */
export const keyInUse = (key: string): ApiError =>
  new ApiError(
    409,
    {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
    },
    true,
  );
