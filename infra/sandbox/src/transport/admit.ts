import { createHash } from 'node:crypto';
import { recall } from '../store/idempotency.ts';
import type { Call, World } from '../world.ts';
import { authenticate, type Caller } from './authenticate.ts';
import { endingOf, logEnding } from './ending.ts';
import type { Answer, Route } from './endpoint.ts';
import { ApiError } from './errors.ts';
import { decodeForm, type RawParts } from './form.ts';
import { checkKey, checkRepeat, keyInUse } from './idempotency.ts';
import { decodeJson } from './json.ts';
import { checkPermission } from './permissions.ts';
import { type ApiRequest, type WireAnswer, wire } from './wire.ts';

/** A request that was let in and waits to be executed. */
export interface Admitted {
  request: ApiRequest;
  caller: Caller;
  requestId: string;
  idempotencyKey: string | null;
  /** Hash of the parameters. */
  params: string;
  run: (call: Call) => Answer;
}

export type Begun = { done: WireAnswer } | { admitted: Admitted };

/** The same parameters in another order are the same parameters. */
const paramsHash = ({ query, body }: ApiRequest): string =>
  createHash('sha256')
    .update([...query.split('&'), '', ...body.split('&')].sort().join('&'))
    .digest('base64url');

const unrecognized = (request: ApiRequest): ApiError =>
  new ApiError(
    404,
    {
      type: 'invalid_request_error',
      message: `Unrecognized request URL (${request.method}: ${request.path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
    },
    true,
  );

const secretRequired = (): ApiError =>
  new ApiError(
    401,
    {
      type: 'invalid_request_error',
      code: 'secret_key_required',
      message:
        'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
    },
    true,
  );

/** What is remembered under the request's key, if it is the same request. */
function replay(
  world: World,
  request: ApiRequest,
  requestId: string,
  caller: Caller,
  key: string,
  params: string,
): WireAnswer | undefined {
  const known = recall(world, caller.account, key);
  if (!known) {
    if (world.inFlight.has(`${caller.account} ${key}`)) throw keyInUse(key);
    return undefined;
  }
  checkRepeat(known, `${request.method} ${request.path}`, params, key);
  logEnding(world, request, requestId, caller, { status: known.status, code: 'replayed' });
  return wire(request, requestId, known, known.request, true);
}

/** Calls of the second version send JSON. */
function paramsOf({ path, query, body }: ApiRequest): RawParts {
  if (path.startsWith('/v2/') && body !== '') return { ...decodeForm(query), ...decodeJson(body) };
  return decodeForm([query, body].filter((part) => part !== '').join('&'));
}

function admit(world: World, route: Route, request: ApiRequest, requestId: string, caller: Caller): Begun {
  if (!route) throw unrecognized(request);
  if (caller.access === 'publishable' && route.endpoint.access !== 'client') throw secretRequired();
  const { method, path: asked } = request;
  if (caller.restricted) {
    const { permissions, key } = caller.restricted;
    checkPermission(permissions, { method, path: asked, key, account: { id: caller.account } });
  }
  const idempotencyKey = request.method === 'POST' ? checkKey(request.header('idempotency-key')) : null;
  const params = paramsHash(request);
  const replayed =
    idempotencyKey === null ? undefined : replay(world, request, requestId, caller, idempotencyKey, params);
  if (replayed) return { done: replayed };
  const prepared = route.endpoint.prepare(paramsOf(request));
  const path = route.ids;
  return {
    admitted: { request, caller, requestId, idempotencyKey, params, run: (call) => prepared({ ...call, path }) },
  };
}

/** Lets a request in: who calls, what for, with which parameters; or answers it at once. */
export function begin(world: World, route: Route, request: ApiRequest): Begun {
  const requestId = world.ids.next('req_', 14);
  let caller: Caller | undefined;
  try {
    caller = authenticate(world, request.header);
    return admit(world, route, request, requestId, caller);
  } catch (error) {
    const ending = endingOf(world, requestId, error);
    logEnding(world, request, requestId, caller, ending);
    return { done: wire(request, requestId, ending, requestId, false) };
  }
}
