import { errorViewFor } from '../payments/clientView.ts';
import { logRequest } from '../store/requests.ts';
import type { World } from '../world.ts';
import type { Caller } from './authenticate.ts';
import { ApiError, errorAnswer } from './errors.ts';
import type { ApiRequest } from './wire.ts';

/** How a request ended. */
export interface Ending {
  status: number;
  body: string;
  code: string | null;
  /** False when an idempotency key must not remember it. */
  executed: boolean;
}

/** The ending an exception leads to; what is not an error of the API is a defect of the sandbox and is reported. */
export function endingOf(world: World, requestId: string, error: unknown, access: Caller['access'] = 'secret'): Ending {
  const known =
    error instanceof ApiError
      ? error
      : error instanceof URIError
        ? new ApiError(400, { type: 'invalid_request_error', message: 'The request could not be decoded.' }, true)
        : undefined;
  if (!known) console.error(`sandbox: ${requestId} failed`, error);
  const shown =
    known ?? new ApiError(500, { type: 'api_error', message: 'An unknown error occurred in the sandbox.' }, true);
  const body = errorAnswer(errorViewFor(access, shown.body), `${world.baseUrl()}/_sandbox/requests/${requestId}`);
  return {
    status: shown.status,
    body: JSON.stringify(body),
    code: shown.body.code ?? null,
    executed: !shown.beforeExecution,
  };
}

/** Logs a request, with the fault that was played on it. */
export function logEnding(
  world: World,
  request: ApiRequest,
  id: string,
  caller: Caller | undefined,
  ending: Pick<Ending, 'status' | 'code'>,
  fault: string | null = null,
): void {
  logRequest(world, {
    id,
    account: caller?.account ?? null,
    method: request.method,
    path: request.path,
    idempotencyKey: request.header('idempotency-key') ?? null,
    status: ending.status,
    code: ending.code,
    fault,
  });
  world.ids.save();
}
