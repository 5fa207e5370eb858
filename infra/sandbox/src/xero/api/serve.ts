import { transaction } from '../../store/open.ts';
import type { XeroWorld } from '../world.ts';
import { bodyOf, type Incoming, routeOf, scopesOf, tenantOf } from './admit.ts';
import type { Reply } from './call.ts';
import { problemBody, XeroError } from './errors.ts';
import { type Remembered, recall, remember, requestHash } from './idempotency.ts';
import { countCall, limitHeaders, remaining } from './limits.ts';
import { logCall } from './requests.ts';

/** An answer on its way out. */
export interface Answer {
  status: number;
  body: string;
  headers: Record<string, string>;
}

/** A call that was let in: whose it is, and what doing it gives. */
export interface Begun {
  tenant: string;
  answer: () => Answer;
}

const failed = (error: XeroError): Remembered => ({ status: error.status, body: JSON.stringify(error.body) });

function unexpected(world: XeroWorld, error: unknown): XeroError {
  if (error instanceof XeroError) return error;
  console.error('sandbox: a call to Xero failed', error);
  return new XeroError(500, problemBody(world.ids, 500, 'An error occurred in the sandbox'), 'the sandbox failed');
}

/** Does the call, or finds what the same call did before under its key; both are committed when this returns. */
function execute(world: XeroWorld, tenant: string, incoming: Incoming, fault: string | null): Remembered {
  const key = incoming.method === 'GET' ? undefined : incoming.header('idempotency-key');
  const request = requestHash(incoming.method, incoming.path, incoming.query.toString(), incoming.body);
  const log = (status: number, problem: string | undefined) =>
    logCall(world, {
      tenant,
      method: incoming.method,
      path: incoming.path,
      status,
      problem: problem ?? null,
      fault,
      idempotencyKey: key ?? null,
    });
  try {
    return transaction(world.db, () => {
      const before = key === undefined ? undefined : recall(world, tenant, key, request);
      if (before) {
        log(before.status, 'answered before under this key');
        return before;
      }
      const reply = replyTo(world, tenant, incoming);
      const made = { status: reply.status, body: JSON.stringify(reply.body) };
      if (key !== undefined) remember(world, tenant, key, request, made);
      log(reply.status, reply.problem);
      world.ids.save();
      return made;
    });
  } catch (error) {
    const known = unexpected(world, error);
    log(known.status, known.message);
    world.ids.save();
    return failed(known);
  }
}

function replyTo(world: XeroWorld, tenant: string, incoming: Incoming): Reply {
  const { route, id } = routeOf(world, incoming, scopesOf(world, incoming.header('authorization')));
  const since = Date.parse(incoming.header('if-modified-since') ?? '');
  return route.run({
    world,
    tenant,
    nowMs: world.clock.nowMs(),
    method: incoming.method,
    id: id === undefined ? undefined : decodeURIComponent(id),
    query: incoming.query,
    body: bodyOf(incoming),
    modifiedSince: Number.isNaN(since) ? undefined : since,
  });
}

/** Refuses a call nobody may make, and one too many; lets the others in and counts them. */
export function begin(world: XeroWorld, incoming: Incoming, fault: string | null): Begun | { refused: Answer } {
  const refused = (error: XeroError, tenant: string | null, headers: Record<string, string> = {}) => {
    logCall(world, {
      tenant,
      method: incoming.method,
      path: incoming.path,
      status: error.status,
      problem: error.message,
      fault,
      idempotencyKey: incoming.header('idempotency-key') ?? null,
    });
    world.ids.save();
    return { refused: { ...failed(error), headers: { ...headers, ...error.headers } } };
  };
  try {
    scopesOf(world, incoming.header('authorization'));
    const tenant = tenantOf(world, incoming.header('xero-tenant-id'));
    const over = countCall(world, tenant);
    if (over) return refused(over, tenant, limitHeaders(remaining(world, tenant)));
    const answer = (): Answer => {
      const made = execute(world, tenant, incoming, fault);
      return { ...made, headers: limitHeaders(remaining(world, tenant)) };
    };
    return { tenant, answer };
  } catch (error) {
    return refused(unexpected(world, error), null);
  }
}
