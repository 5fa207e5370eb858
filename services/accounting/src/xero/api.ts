import { notYet } from '@purser/bus';
import { fault } from '@purser/fault';
import { z } from 'zod';
import { setState } from '../store/connections.ts';
import { httpCall } from './request.ts';
import { connectionKey, forgetToken, openSession, type SessionParts } from './session.ts';

/** A request as it is stored and sent: path below `/api.xro/2.0`, with its query. */
export const xeroRequest = z.strictObject({
  method: z.enum(['GET', 'PUT', 'POST']),
  path: z.string().startsWith('/'),
  body: z.unknown().optional(),
  /** For Xero's own memory of requests: minutes, no more. */
  key: z.string().max(128).optional(),
});
export type XeroRequest = z.infer<typeof xeroRequest>;

/** Xero did it, or refuses it for reasons a person can mend. */
export type XeroAnswer = { said: 'yes'; body: unknown } | { said: 'no'; problems: string[] };

/** Where a message waits that came when a minute's calls were used up. */
const paceKey = 'xero:pace';
const longest_ms = 24 * 3600_000;

/**
 * Asks Xero. HTTP 200 is no success yet: each element says for itself.
 * @throws Fault external while the outcome is unknown (no answer, 5xx); NotYet when a limit or the connection says "later"
 */
export async function askXero(parts: SessionParts, tenant: string, request: XeroRequest): Promise<XeroAnswer> {
  const { accessToken, externalId } = await openSession(parts, tenant);
  const { method, path, body, key } = request;
  const answer = await httpCall(
    `${parts.config.apiUrl}/api.xro/2.0${path}`,
    {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        'xero-tenant-id': externalId,
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    },
    parts.config.timeout_ms,
  );
  switch (answer.status) {
    case 200:
      return inElements(answer.body);
    case 400:
      return { said: 'no', problems: problemsOf(answer.body) };
    case 401:
      await forgetToken(parts, tenant, new Date(0));
      throw fault('external', 'token_refused', 'Xero did not accept our token.');
    case 403:
      await parts.runtime.tenantTx({ tenant }, (tx) =>
        setState(tx, 'revoked', { problem: 'Xero no longer lets us into this organisation. Connect again.' }),
      );
      throw notYet(connectionKey);
    case 404:
      return { said: 'no', problems: ['Xero does not know the record that this belongs to.'] };
    case 429:
      return wait(parts, tenant, answer.header('x-rate-limit-problem'), answer.header('retry-after'));
    case 503:
      if (answer.header('retry-after') !== null) throw notYet(paceKey);
      break;
  }
  throw fault('external', 'books_away', 'Xero did not answer as it should.', {
    internal: `${method} ${path.split('?')[0]}: ${answer.status}`,
  });
}

/** A day's calls are used up: nobody tries before the day is over. A minute's: the message comes back by itself. */
async function wait(parts: SessionParts, tenant: string, limit: string | null, seconds: string | null): Promise<never> {
  if (limit !== 'day') throw notYet(paceKey);
  const wait_ms = Math.min(Math.max(Number(seconds) || 3600, 1) * 1000, longest_ms);
  const resumesAt = new Date(parts.clock.machine().getTime() + wait_ms);
  await parts.runtime.tenantTx({ tenant }, (tx) =>
    setState(tx, 'paused', { resumesAt, problem: 'Xero’s limit of calls a day is reached; it goes on by itself.' }),
  );
  throw notYet(connectionKey);
}

const said = z.array(z.object({ Message: z.string() }));
const element = z.looseObject({
  HasErrors: z.boolean().optional(),
  HasValidationErrors: z.boolean().optional(),
  StatusAttributeString: z.string().optional(),
  ValidationErrors: said.optional(),
});
const refusal = z.object({
  Message: z.string().optional(),
  Detail: z.string().optional(),
  Elements: z.array(element).optional(),
});

function inElements(body: unknown): XeroAnswer {
  const lists = typeof body === 'object' && body !== null ? Object.values(body).filter(Array.isArray) : [];
  const problems = lists.flat().flatMap((one: unknown) => {
    const read = element.safeParse(one);
    if (!read.success) return [];
    const { HasErrors, HasValidationErrors, StatusAttributeString, ValidationErrors = [] } = read.data;
    if (!HasErrors && !HasValidationErrors && StatusAttributeString !== 'ERROR') return [];
    return ValidationErrors.length > 0
      ? ValidationErrors.map(({ Message }) => Message)
      : ['Xero refused it without a reason.'];
  });
  return problems.length > 0 ? { said: 'no', problems } : { said: 'yes', body };
}

function problemsOf(body: unknown): string[] {
  const read = refusal.safeParse(body);
  if (!read.success) return ['Xero refused it without a reason.'];
  const { Elements = [], Message, Detail } = read.data;
  const all = Elements.flatMap(({ ValidationErrors = [] }) => ValidationErrors.map((each) => each.Message));
  if (all.length > 0) return all;
  return [Message ?? Detail ?? 'Xero refused it without a reason.'];
}
