import type { QueryClient } from '@tanstack/react-query';
import type { PortalSessionModel } from '../../../src/api/models/portal.ts';

export const sessionKey = ['portal session'] as const;

export function sessionIn(queries: QueryClient): PortalSessionModel | null {
  return queries.getQueryData<PortalSessionModel | null>(sessionKey) ?? null;
}

/** Another customer's things must not be shown to this one: whatever was read before is forgotten. */
export function startSession(queries: QueryClient, session: PortalSessionModel): void {
  queries.removeQueries({ predicate: ({ queryKey: [kind] }) => kind === 'read' });
  queries.setQueryData(sessionKey, session);
}

export function endSession(queries: QueryClient): void {
  queries.setQueryData(sessionKey, null);
  queries.removeQueries({ predicate: ({ queryKey: [kind] }) => kind === 'read' });
}
