import { type Fault, type FaultKind, httpStatus } from '@purser/fault';
import type { ProblemModel } from '../models/common.ts';

const titles: Record<FaultKind, string> = {
  invalid: 'The input is not valid',
  unauthenticated: 'Not signed in',
  denied: 'Not allowed',
  notFound: 'Not found',
  conflict: 'Conflict',
  rejected: 'Refused by a rule',
  limited: 'Too many requests',
  unavailable: 'Not available just now',
  external: 'Another system did not answer as it should',
  bug: 'Something went wrong on our side',
};

/** Statuses that say more than the kind of fault alone does. */
const special: Record<string, number> = {
  body_too_large: 413,
  content_type: 415,
  link_used: 410,
  link_expired: 410,
  link_revoked: 410,
  link_elsewhere: 410,
  link_unknown: 404,
  // A service that is older than its contract: what is missing is not the reader's thing.
  unknown_query: 503,
};

/** What a browser holding a spent link may ask for: a new one to the address on file. */
const renewable = new Set(['link_used', 'link_expired', 'link_revoked', 'link_elsewhere']);

export type ProblemAnswer = { status: number; headers: Record<string, string>; body: ProblemModel };

/** A fault as the outside sees it (RFC 9457): its public parts only. */
export function problemOf(fault: Fault): ProblemAnswer {
  const status = special[fault.code] ?? httpStatus(fault.kind);
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  if (fault.retryAfter_ms !== undefined)
    headers['retry-after'] = String(Math.max(1, Math.ceil(fault.retryAfter_ms / 1000)));
  else if (status === 503) headers['retry-after'] = '2';
  const body = {
    type: `/api/docs/errors#${fault.code}`,
    title: titles[fault.kind],
    status,
    code: fault.code,
    detail: fault.message,
    ...(fault.errors.length > 0 && { errors: [...fault.errors] }),
    ...(renewable.has(fault.code) && { renewable: true as const }),
  };
  return { status, headers, body };
}
