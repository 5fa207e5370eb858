import type { FaultKind } from './fault.ts';

const statuses: Record<FaultKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  denied: 403,
  notFound: 404,
  conflict: 409,
  rejected: 422,
  limited: 429,
  unavailable: 503,
  external: 502,
  bug: 500,
};

/** The one place where a fault becomes an HTTP status. */
export function httpStatus(kind: FaultKind): number {
  return statuses[kind];
}
