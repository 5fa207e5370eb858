import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { breakConnection } from '../faults/breakConnection.ts';
import type { Effect } from '../faults/rules.ts';
import { type Incoming, scopesOf } from './api/admit.ts';
import { problem, problemBody, XeroError } from './api/errors.ts';
import { limitReached } from './api/limits.ts';
import { logCall } from './api/requests.ts';
import { type Answer, begin } from './api/serve.ts';
import { connections, connectionWire, disconnect } from './oauth/connections.ts';
import { identityRoutes } from './oauth/routes.ts';
import type { XeroWorld } from './world.ts';

/** What the fault switch wants of this call, for those who serve it. */
type Env = { Bindings: HttpBindings; Variables: { fault: string | null; slowMs: number } };
type Ctx = Context<Env>;

const apiPath = '/xero/api.xro/2.0';

const respond = ({ status, body, headers }: Answer): Response =>
  new Response(body, { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } });

const refusal = ({ status, body, headers }: XeroError): Response =>
  respond({ status, body: JSON.stringify(body), headers });

/** The answer a fault puts in the place of the true one. */
function injected(world: XeroWorld, effect: Extract<Effect, { kind: 'answer' }>): Response {
  const { status, rateLimitedReason, retryAfterS, code } = effect;
  if (status === 429) return refusal(limitReached(world, rateLimitedReason ?? 'minute', retryAfterS));
  const body = problemBody(world.ids, status, code ?? 'An error occurred in Xero. Check the API Status page');
  const headers: Record<string, string> = retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) };
  return respond({ status, body: JSON.stringify(body), headers });
}

async function broken(c: Ctx, effect: Effect, answer: Response | undefined): Promise<Response> {
  const headers = answer && Object.fromEntries(answer.headers);
  const wire = answer && { status: answer.status, body: await answer.text(), headers: headers ?? {} };
  return breakConnection(c.env.outgoing, effect, wire);
}

/** Logs a call that is for no organisation, or broken before it was anybody's. */
const logged = (c: Ctx, world: XeroWorld, status: number, problem: string | null): void =>
  logCall(world, {
    tenant: null,
    method: c.req.method,
    path: c.req.path,
    status,
    problem,
    fault: c.get('fault'),
    idempotencyKey: null,
  });

/** The fault switch around everything of this part: before the effect, after it, or in its way. */
function faultSwitch(app: Hono<Env>, world: XeroWorld): void {
  app.use('*', async (c, next) => {
    const rule = world.faults.take(c.req.method, c.req.path);
    const effect = rule?.effect;
    c.set('fault', rule ? `${rule.when}: ${rule.effect.kind}` : null);
    c.set('slowMs', effect?.kind === 'slow' ? effect.ms : 0);
    if (rule?.when === 'before' && effect && effect.kind !== 'slow') {
      const status = effect.kind === 'answer' ? effect.status : 0;
      logged(c, world, status, null);
      const answer = effect.kind === 'answer' ? injected(world, effect) : await broken(c, effect, undefined);
      world.ids.save();
      return answer;
    }
    await next();
    if (c.req.path.startsWith('/xero/identity/')) logged(c, world, c.res.status, null);
    if (!effect || effect.kind === 'slow') return undefined;
    const answer = effect.kind === 'answer' ? injected(world, effect) : await broken(c, effect, c.res);
    c.res = undefined;
    c.res = answer;
    world.ids.save();
    return undefined;
  });
}

async function incomingOf(c: Ctx): Promise<Incoming> {
  return {
    method: c.req.method,
    path: c.req.path.slice(apiPath.length),
    query: new URL(c.req.url).searchParams,
    body: c.req.method === 'GET' ? '' : await c.req.text(),
    header: (name) => c.req.header(name),
  };
}

/** Serves a call of the accounting API; it counts as under way for as long as it takes. */
async function serveApi(c: Ctx, world: XeroWorld): Promise<Response> {
  const begun = begin(world, await incomingOf(c), c.get('fault'));
  if ('refused' in begun) return respond(begun.refused);
  const { underWay } = world;
  const { tenant } = begun;
  underWay.set(tenant, (underWay.get(tenant) ?? 0) + 1);
  try {
    const takes = world.latencyMs() + c.get('slowMs');
    if (takes > 0) await sleep(takes, undefined, { ref: false });
    return respond(begun.answer());
  } finally {
    underWay.set(tenant, (underWay.get(tenant) ?? 1) - 1);
  }
}

function connectionRoutes(app: Hono<Env>, world: XeroWorld): void {
  app.get('/connections', (c) => {
    scopesOf(world, c.req.header('authorization'));
    const event = c.req.query('authEventId');
    const found = connections(world).filter((one) => event === undefined || one.event === event);
    logged(c, world, 200, null);
    return c.json(found.map((one) => connectionWire(world, one)));
  });
  app.delete('/connections/:id', (c) => {
    scopesOf(world, c.req.header('authorization'));
    if (!disconnect(world, c.req.param('id'))) throw problem(world.ids, 404, 'The connection cannot be found');
    logged(c, world, 204, null);
    return c.body(null, 204);
  });
}

/** Xero's three services below `/xero`: identity, connections, accounting. */
export function xeroHttp(world: XeroWorld): Hono<Env> {
  const app = new Hono<Env>();
  app.onError((error, c) => {
    if (error instanceof XeroError) {
      logged(c, world, error.status, error.message);
      world.ids.save();
      return refusal(error);
    }
    console.error('sandbox: a call to Xero failed', error);
    return c.json(problemBody(world.ids, 500, 'An error occurred in the sandbox'), 500);
  });
  faultSwitch(app, world);
  app.route('/identity', identityRoutes(world));
  connectionRoutes(app, world);
  app.all('/api.xro/2.0/*', (c) => serveApi(c, world));
  return app;
}
