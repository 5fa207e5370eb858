import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { breakConnection } from '../faults/breakConnection.ts';
import { injectedAnswer } from '../faults/injectedAnswer.ts';
import type { FaultRule } from '../faults/rules.ts';
import { logRequest } from '../store/requests.ts';
import type { World } from '../world.ts';
import { type Admitted, begin } from './admit.ts';
import { createRouter, type Endpoint } from './endpoint.ts';
import { execute, type Injected } from './execute.ts';
import type { ApiRequest, WireAnswer } from './wire.ts';

type Env = { Bindings: HttpBindings };
type Ctx = Context<Env>;

const corsHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Request-Id, Stripe-Version, Idempotent-Replayed, Original-Request',
};

async function readRequest(c: Ctx): Promise<ApiRequest> {
  const url = new URL(c.req.url);
  return {
    method: c.req.method,
    path: url.pathname,
    query: url.search.slice(1),
    body: c.req.method === 'POST' ? await c.req.text() : '',
    header: (name) => c.req.header(name),
  };
}

const respond = (answer: WireAnswer): Response =>
  new Response(answer.body, { status: answer.status, headers: { ...corsHeaders, ...answer.headers } });

/** Executes an admitted request after the time it should take; its key is in use meanwhile. */
async function executeSlowly(
  world: World,
  admitted: Admitted,
  slowMs: number,
  injected: Injected | undefined,
): Promise<WireAnswer> {
  const held = admitted.idempotencyKey === null ? undefined : `${admitted.caller.account} ${admitted.idempotencyKey}`;
  if (slowMs <= 0) return execute(world, admitted, injected);
  if (held !== undefined) world.inFlight.add(held);
  try {
    await sleep(slowMs);
    return execute(world, admitted, injected);
  } finally {
    if (held !== undefined) world.inFlight.delete(held);
  }
}

function logFault(world: World, request: ApiRequest, rule: FaultRule, status: number): string {
  const id = world.ids.next('req_', 14);
  logRequest(world, {
    id,
    account: null,
    method: request.method,
    path: request.path,
    idempotencyKey: request.header('idempotency-key') ?? null,
    status,
    code: null,
    fault: `before: ${rule.effect.kind}`,
  });
  world.ids.save();
  return id;
}

/** A fault before anything was done. */
function failBefore(c: Ctx, world: World, request: ApiRequest, rule: FaultRule): Promise<Response> | Response {
  const id = logFault(world, request, rule, rule.effect.kind === 'answer' ? rule.effect.status : 0);
  if (rule.effect.kind !== 'answer') return breakConnection(c.env.outgoing, rule.effect, undefined);
  const injected = injectedAnswer(rule.effect);
  return respond({
    ...injected,
    headers: { 'content-type': 'application/json', 'request-id': id, ...injected.headers },
  });
}

/** The API under `/v1`, with the fault switch around it. */
export function apiRoutes(world: World, endpoints: Endpoint[]): Hono<Env> {
  const route = createRouter(endpoints);
  const app = new Hono<Env>();
  app.options(
    '*',
    () =>
      new Response(null, {
        status: 204,
        headers: {
          ...corsHeaders,
          'access-control-allow-headers': '*, Authorization',
          'access-control-allow-methods': 'GET, POST, DELETE',
        },
      }),
  );
  app.all('*', async (c) => {
    const request = await readRequest(c);
    const rule = world.faults.take(request.method, request.path);
    const slows = rule?.effect.kind === 'slow';
    if (rule?.when === 'before' && !slows) return failBefore(c, world, request, rule);
    const begun = begin(world, route(request.method, request.path), request);
    const slowMs = world.settings.latencyMs + (rule?.effect.kind === 'slow' ? rule.effect.ms : 0);
    const injected = rule?.effect.kind === 'answer' ? injectedAnswer(rule.effect) : undefined;
    const answer = 'done' in begun ? begun.done : await executeSlowly(world, begun.admitted, slowMs, injected);
    if (!rule || rule.effect.kind === 'slow' || rule.effect.kind === 'answer') return respond(answer);
    return breakConnection(c.env.outgoing, rule.effect, { ...answer, headers: { ...corsHeaders, ...answer.headers } });
  });
  return app;
}
