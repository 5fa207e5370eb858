import type { Tx } from '@purser/db';
import type { Keyring } from '@purser/vault';

export type Security = 'tls' | 'starttls' | 'none';

/** A tenant's own server, with its secrets open: for who is about to speak to it, and for nobody else. */
export type MailServer = {
  host: string;
  port: number;
  security: Security;
  user: string | null;
  password: string | null;
  fromName: string | null;
  fromAddress: string;
  replyTo: string | null;
  changedAt: string;
};

type Row = {
  tenant_id: string;
  host: string;
  port: number;
  security: Security;
  username: Buffer | null;
  password: Buffer | null;
  from_name: string | null;
  from_address: string;
  reply_to: string | null;
  changed_at: string;
};

export async function findMailServer(
  { sql }: Pick<Tx, 'sql'>,
  keys: () => Promise<Keyring>,
): Promise<MailServer | undefined> {
  const [row] = await sql<Row[]>`select * from mail_servers`;
  if (!row) return undefined;
  const ring = await keys();
  const opened = (field: string, sealed: Buffer | null) =>
    sealed === null ? null : ring.openText(`mailServer.${field}`, row.tenant_id, sealed);
  return {
    host: row.host,
    port: row.port,
    security: row.security,
    user: opened('user', row.username),
    password: opened('password', row.password),
    fromName: row.from_name,
    fromAddress: row.from_address,
    replyTo: row.reply_to,
    changedAt: new Date(row.changed_at).toISOString(),
  };
}

export async function saveMailServer(
  { sql }: Pick<Tx, 'sql'>,
  tenant: string,
  ring: Keyring,
  server: Omit<MailServer, 'changedAt'>,
  now: Date,
): Promise<void> {
  const sealed = (field: string, plain: string | null) =>
    plain === null ? null : ring.seal(`mailServer.${field}`, tenant, plain);
  const { host, port, security, fromName, fromAddress, replyTo } = server;
  await sql`
    insert into mail_servers (tenant_id, host, port, security, username, password, from_name, from_address, reply_to, changed_at)
    values (${tenant}, ${host}, ${port}, ${security}, ${sealed('user', server.user)}, ${sealed('password', server.password)},
      ${fromName}, ${fromAddress}, ${replyTo}, ${now.toISOString()})
    on conflict (tenant_id) do update set host = excluded.host, port = excluded.port, security = excluded.security,
      username = excluded.username, password = excluded.password, from_name = excluded.from_name,
      from_address = excluded.from_address, reply_to = excluded.reply_to, changed_at = excluded.changed_at`;
}

export async function dropMailServer({ sql }: Pick<Tx, 'sql'>): Promise<void> {
  await sql`delete from mail_servers`;
}
