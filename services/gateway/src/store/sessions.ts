import type { Connection } from '@purser/db';

/** A browser that was let in. Times are machine time. */
export type StoredSession = {
  sessionId: string;
  kind: 'staff' | 'customer';
  tenantId: string;
  /** The member of staff, or the customer. */
  personId: string;
  contactId: string | null;
  invoiceId: string | null;
  quoteId: string | null;
  linkId: string | null;
  device: string;
  createdAt: Date;
  seenAt: Date;
  expiresAt: Date;
};

type Row = Omit<StoredSession, 'createdAt' | 'seenAt' | 'expiresAt'> & {
  createdAt: string;
  seenAt: string;
  expiresAt: string;
};

const asStored = (row: Row): StoredSession => ({
  ...row,
  createdAt: new Date(row.createdAt),
  seenAt: new Date(row.seenAt),
  expiresAt: new Date(row.expiresAt),
});

/** Statements on the door that cookies open. */
export function sessionStore({ sql }: Pick<Connection, 'sql'>) {
  const columns = sql`session_id as "sessionId", kind, tenant_id as "tenantId", person_id as "personId", contact_id as "contactId",
    invoice_id as "invoiceId", quote_id as "quoteId", link_id as "linkId", device, created_at as "createdAt", seen_at as "seenAt", expires_at as "expiresAt"`;
  return {
    insert: async (tokenHash: Buffer, s: StoredSession): Promise<void> => {
      await sql`insert into sessions
        (token_hash, session_id, kind, tenant_id, person_id, contact_id, invoice_id, quote_id, link_id, device, created_at, seen_at,
          expires_at)
        values (${tokenHash}, ${s.sessionId}, ${s.kind}, ${s.tenantId}, ${s.personId}, ${s.contactId}, ${s.invoiceId}, ${s.quoteId}, ${s.linkId},
          ${s.device}, ${s.createdAt.toISOString()}, ${s.seenAt.toISOString()}, ${s.expiresAt.toISOString()})`;
    },
    find: async (tokenHash: Buffer): Promise<StoredSession | undefined> => {
      const [row] = await sql<Row[]>`select ${columns} from sessions where token_hash = ${tokenHash}`;
      return row && asStored(row);
    },
    /** By its public id, for a stream that outlives the request that opened it. */
    byId: async (sessionId: string): Promise<StoredSession | undefined> => {
      const [row] = await sql<Row[]>`select ${columns} from sessions where session_id = ${sessionId}`;
      return row && asStored(row);
    },
    ofStaff: async (personId: string): Promise<StoredSession[]> => {
      const rows = await sql<Row[]>`select ${columns} from sessions
        where person_id = ${personId} and kind = 'staff' order by created_at desc limit 100`;
      return rows.map(asStored);
    },
    saw: async (sessionId: string, at: Date): Promise<void> => {
      await sql`update sessions set seen_at = ${at.toISOString()} where session_id = ${sessionId} and seen_at < ${at.toISOString()}`;
    },
    setTenant: async (sessionId: string, tenantId: string): Promise<void> => {
      await sql`update sessions set tenant_id = ${tenantId} where session_id = ${sessionId} and kind = 'staff'`;
    },
    end: async (tokenHash: Buffer): Promise<void> => {
      await sql`delete from sessions where token_hash = ${tokenHash}`;
    },
    /** @returns whether there was such a session of this person */
    endOne: async (personId: string, sessionId: string): Promise<boolean> => {
      const gone =
        await sql`delete from sessions where session_id = ${sessionId} and person_id = ${personId} and kind = 'staff'`;
      return gone.count > 0;
    },
    endOthers: async (personId: string, sessionId: string): Promise<void> => {
      await sql`delete from sessions where person_id = ${personId} and session_id <> ${sessionId} and kind = 'staff'`;
    },
    endAll: async (personId: string): Promise<void> => {
      await sql`delete from sessions where person_id = ${personId} and kind = 'staff'`;
    },
    prune: async (idleSince: Date, now: Date): Promise<void> => {
      await sql`delete from sessions where seen_at < ${idleSince.toISOString()} or expires_at < ${now.toISOString()}`;
    },
  };
}
export type SessionStore = ReturnType<typeof sessionStore>;
