import { remember } from '../store/idempotency.ts';
import { transaction } from '../store/open.ts';
import type { Call, World } from '../world.ts';
import type { Admitted } from './admit.ts';
import { type Ending, endingOf, logEnding } from './ending.ts';
import { expanded } from './expand.ts';
import { type WireAnswer, wire } from './wire.ts';

/** An answer that stands in for the true one although the call takes effect. */
export interface Injected {
  status: number;
  body: string;
  headers: Record<string, string>;
}

function callOf(world: World, admitted: Admitted): Call {
  const { caller, requestId, idempotencyKey, request } = admitted;
  return {
    world,
    account: caller.account,
    connected: caller.connected,
    access: caller.access,
    now: world.clock.now(),
    request: { id: requestId, idempotencyKey },
    path: [],
    url: request.path,
  };
}

/** Writes what is known of a request when it ends: the log, and the outcome under its key. */
function record(world: World, admitted: Admitted, ending: Ending, injected: Injected | undefined): void {
  logEnding(
    world,
    admitted.request,
    admitted.requestId,
    admitted.caller,
    ending,
    injected ? `after: ${injected.status}` : null,
  );
  // 409 and 429 say that nothing was executed; Stripe's servers remember a failure of their own, 5xx.
  const remembered = injected && injected.status >= 500 ? injected : ending;
  if (admitted.idempotencyKey !== null && ending.executed && ending.status !== 409 && ending.status !== 429) {
    remember(world, admitted.caller.account, admitted.idempotencyKey, {
      endpoint: `${admitted.request.method} ${admitted.request.path}`,
      params: admitted.params,
      request: admitted.requestId,
      status: remembered.status,
      body: remembered.body,
    });
  }
}

/**
 * Executes an admitted request. Its effect, events, pending deliveries and remembered outcome are committed together
 * before the answer leaves; an error other than a 402 leaves no effect.
 */
export function execute(world: World, admitted: Admitted, injected?: Injected): WireAnswer {
  const call = callOf(world, admitted);
  let ending: Ending;
  try {
    ending = transaction(world.db, () => {
      const answer = admitted.run(call);
      const body = JSON.stringify(expanded(call, answer.body, answer.kind, answer.expand));
      const code = answer.status === 402 ? 'card_error' : null;
      const done = { status: answer.status, body, code, executed: true };
      record(world, admitted, done, injected);
      return done;
    });
  } catch (error) {
    ending = endingOf(world, admitted.requestId, error, admitted.caller.access);
    const failed = ending;
    transaction(world.db, () => record(world, admitted, failed, injected));
  }
  world.wake();
  if (!injected) return wire(admitted.request, admitted.requestId, ending, admitted.requestId, false);
  const sent = wire(admitted.request, admitted.requestId, injected, admitted.requestId, false);
  return { ...sent, headers: { ...sent.headers, ...injected.headers } };
}
