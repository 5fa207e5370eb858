import { createRoute, type OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import { fault, toFault } from '@purser/fault';
import { newId, principal } from '@purser/message';
import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { Gateway } from '../gateway.ts';
import { clientAddress, networkOf } from '../http/clientAddress.ts';
import { readInput, readJson } from '../http/readJson.ts';
import { checkCsrf, checkOrigin, isUnsafe } from '../http/sameSite.ts';
import { apiHeaders } from '../http/securityHeaders.ts';
import { identifyCustomer, identifyStaff } from '../identity/identify.ts';
import { paceHeaders } from '../identity/pace.ts';
import type { Customer, Who } from '../identity/who.ts';
import { accepted, linkProblem } from './models/common.ts';
import type { Answer, Call, Operation } from './operation.ts';
import { problemOf } from './problems/problem.ts';

const usual_bytes = 262_144;

export type MountOptions = {
  /** Holds every answer to its schema: for tests, since it costs as much as the answer. */
  checkAnswers: boolean;
};

/** Puts operations on their routes and into the OpenAPI document. */
export function mount(
  app: Hono,
  described: OpenAPIHono,
  g: Gateway,
  operations: readonly Operation[],
  options: MountOptions,
): void {
  for (const operation of operations) {
    described.openAPIRegistry.registerPath(documented(operation));
    app.on(operation.method.toUpperCase(), operation.path.replaceAll(/\{(\w+)\}/g, ':$1'), (c) =>
      serve(c, g, operation, options),
    );
  }
}

async function serve(c: Context, g: Gateway, operation: Operation, options: MountOptions): Promise<Response> {
  const requestId = newId();
  for (const [name, value] of Object.entries(apiHeaders(g.config))) c.header(name, value);
  c.header('x-request-id', requestId);
  let who: Who | undefined;
  try {
    who = await admit(c, g, operation);
    keepPace(c, g, who);
    const call = await readCall(c, g, operation, who, requestId);
    await checkReach(operation, call);
    return respond(c, operation, await operation.run(call), options);
  } catch (error) {
    return refused(c, g, operation, error, { requestId, who });
  }
}

/** Who asks, and whether they may ask this at all. @throws Fault */
async function admit(c: Context, g: Gateway, { access, roles, programs, decides }: Operation): Promise<Who> {
  const unsafe = isUnsafe(c.req.method);
  if (access === 'public') {
    if (unsafe && !programs) checkOrigin(c, g.config.publicUrl);
    return { kind: 'public' };
  }
  const who = access === 'customer' ? await identifyCustomer(c, g) : await identifyStaff(c, g, access === 'staff');
  if (unsafe && who.session) {
    checkOrigin(c, g.config.publicUrl);
    checkCsrf(c, g.sessions, who.session);
  }
  if (who.kind === 'customer' && decides && !(await g.people.mayDecide(who)))
    throw fault(
      'denied',
      'not_yours_to_decide',
      'This is for those who own or do the billing of your company’s account.',
    );
  if (who.kind === 'staff' && roles && !roles.includes(who.role))
    throw fault('denied', 'not_allowed', 'Your role does not allow this.');
  return who;
}

/** Counts the request as its caller's, and says what is left to them. @throws Fault limited */
function keepPace(c: Context, g: Gateway, who: Who): void {
  const caller =
    who.kind === 'public'
      ? `network ${networkOf(clientAddress(c, g.config.trustedProxies))}`
      : `${who.tenant} ${principal(who.actor)}`;
  const standing = g.pace.take(caller);
  for (const [name, value] of Object.entries(paceHeaders(standing))) c.header(name, value);
  if (standing.isOver)
    throw fault('limited', 'too_many_requests', 'Too many requests within this minute; wait for the next one.', {
      retryAfter_ms: standing.reset_s * 1000,
    });
}

async function readCall(
  c: Context,
  g: Gateway,
  operation: Operation,
  who: Who,
  requestId: string,
): Promise<Call<Who, unknown, unknown, unknown>> {
  const { params, query, body, method, path, largest_bytes = usual_bytes } = operation;
  const input = {
    params: params && readInput(params, c.req.param(), 'address'),
    query: query && readInput(query, queryOf(c), 'query'),
    body: body && readInput(body, (await readJson(c, largest_bytes)) ?? {}, 'body'),
  };
  const address = clientAddress(c, g.config.trustedProxies);
  const facts = { requestId, address, network: networkOf(address), key: keyOf(c, operation) };
  return { c, who, facts, ...input, asked: { route: `${method} ${path}`, input } };
}

/** @throws Fault invalid when a parameter stands there twice */
function queryOf(c: Context): Record<string, string> {
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => {
      if (values.length > 1)
        throw fault('invalid', 'invalid_input', `The parameter ${name.slice(0, 40)} stands there twice.`);
      return [name, values[0] ?? ''];
    }),
  );
}

function keyOf(c: Context, { key: use }: Operation): string | undefined {
  const given = c.req.header('idempotency-key');
  if (given === undefined) {
    if (use === 'required')
      throw fault(
        'invalid',
        'idempotency_key_required',
        'Send an Idempotency-Key, the same one when you repeat this request.',
      );
    return undefined;
  }
  if (!use) return undefined;
  if (!/^[\x21-\x7e]{1,200}$/.test(given))
    throw fault('invalid', 'invalid_idempotency_key', 'An Idempotency-Key has 1 to 200 visible characters.');
  return given;
}

/** Holds a session that an invoice's or a quote's link opened to that one. @throws Fault denied, notFound */
async function checkReach(
  { access, reach, aboutOf }: Operation,
  call: Call<Who, unknown, unknown, unknown>,
): Promise<void> {
  const { who } = call;
  if (access !== 'customer' || who.kind !== 'customer' || reach === 'session') return;
  const only = onlyOf(who);
  if (!only) return;
  if (reach === only.kind && aboutOf) {
    const about = await aboutOf({ ...call, who } as Call<Customer, unknown, unknown, unknown>);
    if (about === only.id) return;
    throw fault('notFound', `${only.kind}_not_found`, `There is no such ${only.kind}.`);
  }
  throw fault('denied', `one_${only.kind}_only`, `This link shows one ${only.kind}. Sign in to see everything.`);
}

/** The one thing that a session may see; undefined where it may see all of its customer's. */
function onlyOf({ invoiceId, quoteId }: Customer): { kind: 'invoice' | 'quote'; id: string } | undefined {
  if (invoiceId !== null) return { kind: 'invoice', id: invoiceId };
  return quoteId === null ? undefined : { kind: 'quote', id: quoteId };
}

function respond(c: Context, operation: Operation, answer: Answer<unknown>, { checkAnswers }: MountOptions): Response {
  if (answer instanceof Response) return answer;
  const { status = statusOf(operation), body, headers = {} } = answer;
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  if (body === null) return c.body(null, 204);
  if (checkAnswers) (status === 202 && operation.later ? accepted : (operation.answer ?? z.never())).parse(body);
  return c.body(JSON.stringify(body), status as 200, { 'content-type': 'application/json' });
}

/** What a success is answered with. */
const statusOf = ({ status, answer, type }: Operation) => status ?? (answer || type ? 200 : 204);

type Facts = { requestId: string; who: Who | undefined };

function refused(c: Context, g: Gateway, operation: Operation, error: unknown, { requestId, who }: Facts): Response {
  const problem = toFault(error);
  if (problem.kind === 'bug' || problem.kind === 'external') {
    const principalOf = who && who.kind !== 'public' ? principal(who.actor) : undefined;
    g.log.error(
      {
        requestId,
        route: `${operation.method} ${operation.path}`,
        principal: principalOf,
        code: problem.code,
        internal: problem.internal,
      },
      'a request failed',
    );
  }
  const { status, headers, body } = problemOf(problem);
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  return c.body(JSON.stringify(linkProblem.parse(body)), status as 400);
}

const security: Record<Operation['access'], NonNullable<RouteConfig['security']>> = {
  public: [],
  staff: [{ staffSession: [] }, { apiToken: [] }],
  browser: [{ staffSession: [] }],
  customer: [{ customerSession: [] }],
};

/** The operation as OpenAPI tells it. */
function documented(operation: Operation) {
  const { method, path, tag, summary, params, query, body, answer, type, key, later, access } = operation;
  const { problems = [] } = operation;
  const status = statusOf(operation);
  const known = new Set([
    400,
    ...(access === 'public' ? [] : [401, 403]),
    ...(params ? [404] : []),
    ...problems,
    429,
    503,
  ]);
  if (key) known.add(409).add(422);
  if (body) known.add(413).add(415);
  const content = type ? { [type]: { schema: z.string() } } : answer && { 'application/json': { schema: answer } };
  return createRoute({
    method,
    path,
    tags: [tag],
    summary,
    security: security[access],
    request: {
      ...(params instanceof z.ZodObject && { params }),
      ...(query instanceof z.ZodObject && { query }),
      ...(key && {
        headers: z.object({
          'idempotency-key': key === 'required' ? z.string().max(200) : z.string().max(200).optional(),
        }),
      }),
      ...(body && { body: { content: { 'application/json': { schema: body } }, required: true } }),
    },
    responses: {
      [status]: { description: status === 204 ? 'Done; nothing to say.' : 'Done.', ...(content && { content }) },
      ...(later && {
        202: { description: 'Accepted; look at `location`.', content: { 'application/json': { schema: accepted } } },
      }),
      ...Object.fromEntries(
        [...known].sort().map((each) => [
          each,
          {
            description: statusTexts[each] ?? 'Refused.',
            content: { 'application/problem+json': { schema: linkProblem } },
          },
        ]),
      ),
    },
  });
}

const statusTexts: Record<number, string> = {
  400: 'Malformed or invalid input.',
  401: 'Nobody we know.',
  403: 'Known, but not allowed.',
  404: 'Not here; also what belongs to another tenant.',
  409: 'In conflict with what is there, or with an earlier use of the key.',
  410: 'The link is spent, over or taken back.',
  413: 'Too large.',
  415: 'Not JSON.',
  422: 'Refused by a rule.',
  429: 'Too many requests; see Retry-After.',
  503: 'Not just now; see Retry-After.',
};
