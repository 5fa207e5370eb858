import type { QueryClient } from '@tanstack/react-query';
import type { SessionModel } from '../../../src/api/models/session.ts';

/** Where the session stands among what was read: null when nobody is signed in. */
export const sessionKey = ['session'] as const;
/** Why nobody is signed in any more; it is told at the next sign-in. */
const endedKey = ['session', 'ended'] as const;

export const sessionIn = (queries: QueryClient): SessionModel | null =>
  queries.getQueryData<SessionModel | null>(sessionKey) ?? null;

/** The server says that the session is over. The page's address stays, so that signing in leads back to it. */
export function endSession(queries: QueryClient): void {
  if (!sessionIn(queries)) return;
  queries.setQueryData(endedKey, true);
  queries.setQueryData(sessionKey, null);
}

export const hasEnded = (queries: QueryClient): boolean => queries.getQueryData<boolean>(endedKey) === true;

/** Somebody is signed in, or works for another tenant: nothing that was read before is shown to them. */
export function startSession(queries: QueryClient, session: SessionModel): void {
  queries.setQueryData(endedKey, false);
  queries.setQueryData(sessionKey, session);
  forgetReads(queries);
}

/** Somebody signed out on purpose. */
export function leaveSession(queries: QueryClient): void {
  queries.setQueryData(endedKey, false);
  queries.setQueryData(sessionKey, null);
  forgetReads(queries);
}

function forgetReads(queries: QueryClient): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] === 'read' });
}
