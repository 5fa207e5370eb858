import type { Clock } from '@purser/clock';
import { newId } from '@purser/message';
import { equalBytes, hashToken, type MasterKey, randomToken, sign } from '@purser/vault';
import type { SessionStore, StoredSession } from '../store/sessions.ts';

const idle_ms = 12 * 3_600_000;
export const absolute_ms = 7 * 24 * 3_600_000;
/** How stale the time of the last use may be. */
const seenEvery_ms = 60_000;

export type Session = StoredSession & { csrfToken: string };
type Opening = Pick<StoredSession, 'kind' | 'tenantId' | 'personId' | 'device'> &
  Partial<Pick<StoredSession, 'contactId' | 'invoiceId' | 'quoteId' | 'linkId'>> & {
    /** Never beyond this. */
    until?: Date;
  };

export type Sessions = {
  /** Always with a new token: one that a browser brings is never taken over. */
  open(opening: Opening): Promise<{ token: string; session: Session }>;
  /** The session behind a cookie's token, unless it is idle, over or was ended. */
  find(token: string): Promise<Session | undefined>;
  /** Whether it may still be used. */
  isOpen(sessionId: string): Promise<StoredSession | undefined>;
  end(token: string): Promise<void>;
  ofStaff(staffId: string): Promise<StoredSession[]>;
  endOne(staffId: string, sessionId: string): Promise<boolean>;
  endOthers(staffId: string, sessionId: string): Promise<void>;
  endAll(staffId: string): Promise<void>;
  setTenant(sessionId: string, tenantId: string): Promise<void>;
  /** Compares in time that tells nothing. */
  isCsrfToken(session: Session, given: string): boolean;
  prune(): Promise<void>;
};

/** Sessions as PostgreSQL has them, by machine time. */
export function openSessions({ store, clock, key }: { store: SessionStore; clock: Clock; key: MasterKey }): Sessions {
  const csrfOf = (sessionId: string) => sign(key, 'csrf', sessionId);
  const alive = (found: StoredSession | undefined): StoredSession | undefined => {
    if (!found) return undefined;
    const now_ms = clock.machine().getTime();
    if (now_ms >= found.expiresAt.getTime() || now_ms - found.seenAt.getTime() >= idle_ms) return undefined;
    return found;
  };
  return {
    open: async ({ until, contactId = null, invoiceId = null, quoteId = null, linkId = null, ...opening }) => {
      const token = randomToken();
      const now = clock.machine();
      const last_ms = Math.min(now.getTime() + absolute_ms, until?.getTime() ?? Number.POSITIVE_INFINITY);
      const session = {
        ...opening,
        sessionId: newId(),
        contactId,
        invoiceId,
        quoteId,
        linkId,
        createdAt: now,
        seenAt: now,
        expiresAt: new Date(last_ms),
      };
      await store.insert(hashToken(token), session);
      return { token, session: { ...session, csrfToken: csrfOf(session.sessionId) } };
    },
    find: async (token) => {
      const found = alive(await store.find(hashToken(token)));
      if (!found) return undefined;
      const now = clock.machine();
      if (now.getTime() - found.seenAt.getTime() > seenEvery_ms) await store.saw(found.sessionId, now);
      return { ...found, csrfToken: csrfOf(found.sessionId) };
    },
    isOpen: async (sessionId) => alive(await store.byId(sessionId)),
    end: (token) => store.end(hashToken(token)),
    ofStaff: async (staffId) => (await store.ofStaff(staffId)).filter((each) => alive(each)),
    endOne: store.endOne,
    endOthers: store.endOthers,
    endAll: store.endAll,
    setTenant: store.setTenant,
    isCsrfToken: (session, given) => equalBytes(Buffer.from(session.csrfToken), Buffer.from(given)),
    prune: () => {
      const now = clock.machine();
      return store.prune(new Date(now.getTime() - idle_ms), now);
    },
  };
}
