import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import type { Standing } from '../domain/connection.ts';
import type { AccountApi } from '../stripe/connections.ts';
import type { Home, Mode } from '../stripe/home.ts';

export type ConnectionStatus = 'planned' | 'open' | 'left' | 'disconnected';
export type Connection = Standing & {
  connectionId: string;
  mode: Mode;
  account: string | null;
  api: AccountApi;
  status: ConnectionStatus;
  seenAt: Date | null;
  createdAt: Date;
};
/** One that has an account. */
export type OpenConnection = Connection & Home;
type Row = Omit<Connection, 'seenAt' | 'createdAt' | 'dueBy'> & {
  seenAt: string | null;
  createdAt: string;
  dueBy: string | null;
};
type Storing = Pick<Context, 'tx' | 'tenant' | 'now'>;

const columns = ({ sql }: Tx) => sql`
  connection_id as "connectionId", mode, account, api, status, charges, payouts, due, pending, problems, due_by as "dueBy",
  seen_at as "seenAt", created_at as "createdAt"`;

const asConnection = ({ seenAt, createdAt, dueBy, ...row }: Row): Connection => ({
  ...row,
  dueBy: dueBy === null ? null : new Date(dueBy).toISOString(),
  seenAt: seenAt === null ? null : new Date(seenAt),
  createdAt: new Date(createdAt),
});

/** The newest first. */
export async function listConnections(tx: Tx): Promise<Connection[]> {
  const rows = await tx.sql<Row[]>`
    select ${columns(tx)} from connections order by created_at desc, connection_id desc limit 50`;
  return rows.map(asConnection);
}

/** The one that is begun or in force, of a mode. */
export async function currentConnection(tx: Tx, mode: Mode): Promise<Connection | undefined> {
  const [row] = await tx.sql<Row[]>`
    select ${columns(tx)} from connections where mode = ${mode} and status in ('planned', 'open') for update`;
  return row && asConnection(row);
}

export async function lockConnectionOf(tx: Tx, { mode, account }: Home): Promise<OpenConnection | undefined> {
  const [row] = await tx.sql<Row[]>`
    select ${columns(tx)} from connections where mode = ${mode} and account = ${account} for update`;
  return row && { ...asConnection(row), account };
}

/** @returns false where one is begun already */
export async function planConnection(
  { tx, tenant, now }: Storing,
  { connectionId, mode, api }: Pick<Connection, 'connectionId' | 'mode' | 'api'>,
): Promise<boolean> {
  const made = await tx.sql`
    insert into connections (tenant_id, connection_id, mode, api, status, created_at, updated_at)
    values (${tenant}, ${connectionId}, ${mode}, ${api}, 'planned', ${now.toISOString()}, ${now.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}

export async function openPlanned({ tx, now }: Storing, connectionId: string, account: string): Promise<void> {
  await tx.sql`
    update connections set account = ${account}, status = 'open', updated_at = ${now.toISOString()}
    where connection_id = ${connectionId} and status = 'planned'`;
}

/** An account that was there before: new here, or come back. */
export async function openExisting(
  { tx, tenant, now }: Storing,
  { connectionId, mode, account }: Home & { connectionId: string },
): Promise<void> {
  await tx.sql`
    insert into connections (tenant_id, connection_id, mode, account, api, status, created_at, updated_at)
    values (${tenant}, ${connectionId}, ${mode}, ${account}, 'v1', 'open', ${now.toISOString()}, ${now.toISOString()})
    on conflict (tenant_id, mode, account) where account is not null
      do update set status = 'open', updated_at = excluded.updated_at`;
}

export async function setConnectionStatus(
  { tx, now }: Storing,
  connectionId: string,
  status: ConnectionStatus,
): Promise<void> {
  await tx.sql`
    update connections set status = ${status}, updated_at = ${now.toISOString()} where connection_id = ${connectionId}`;
}

export async function setStanding({ tx, now }: Storing, connectionId: string, standing: Standing, seenAt: Date) {
  const { charges, payouts, due, pending, problems, dueBy } = standing;
  await tx.sql`
    update connections set charges = ${charges}, payouts = ${payouts}, due = ${due}, pending = ${pending}, problems = ${problems},
      due_by = ${dueBy}, seen_at = ${seenAt.toISOString()}, updated_at = ${now.toISOString()}
    where connection_id = ${connectionId}`;
}
