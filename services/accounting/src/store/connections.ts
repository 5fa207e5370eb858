import type { Connection as Database, Tx } from '@purser/db';
import { newId } from '@purser/message';
import type { Keyring } from '@purser/vault';
import { z } from 'zod';
import type { Mapping } from '../domain/mapping.ts';
import type { Tokens } from '../xero/oauth.ts';

export type ConnectionState = 'connected' | 'revoked' | 'paused' | 'disconnected';
export type Connection = {
  externalId: string;
  organisation: string;
  accessToken: Buffer;
  refreshToken: Buffer;
  accessUntil: Date;
  state: ConnectionState;
  resumesAt: Date | null;
  problem: string | null;
  mapping: Mapping;
  connectedAt: Date;
  lastSuccessAt: Date | null;
};

type Row = {
  external_id: string;
  organisation: string;
  access_token: Buffer;
  refresh_token: Buffer;
  access_until: string;
  state: ConnectionState;
  resumes_at: string | null;
  problem: string | null;
  sales_account: string;
  payment_account: string;
  tax_types: string;
  connected_at: string;
  last_success_at: string | null;
};

const taxTypes = z.record(z.string(), z.string());
const dateOf = (text: string | null) => (text === null ? null : new Date(text));

export async function findConnection({ sql }: Pick<Tx, 'sql'>): Promise<Connection | undefined> {
  const [row] = await sql<Row[]>`select * from connections`;
  return (
    row && {
      externalId: row.external_id,
      organisation: row.organisation,
      accessToken: row.access_token,
      refreshToken: row.refresh_token,
      accessUntil: new Date(row.access_until),
      state: row.state,
      resumesAt: dateOf(row.resumes_at),
      problem: row.problem,
      mapping: {
        salesAccount: row.sales_account,
        paymentAccount: row.payment_account,
        taxTypes: taxTypes.parse(JSON.parse(row.tax_types)),
      },
      connectedAt: new Date(row.connected_at),
      lastSuccessAt: dateOf(row.last_success_at),
    }
  );
}

/** Tokens as they are kept. */
export function sealTokens(ring: Keyring, tenant: string, { access, refresh }: Tokens) {
  return {
    access: ring.seal('connection.accessToken', tenant, access),
    refresh: ring.seal('connection.refreshToken', tenant, refresh),
  };
}

export type NewConnection = {
  externalId: string;
  organisation: string;
  sealed: { access: Buffer; refresh: Buffer };
  accessUntil: Date;
  mapping: Mapping;
};

/** A connection made anew keeps the mapping that staff had set, unless it leads to other books. */
export async function saveConnection(
  { sql }: Pick<Tx, 'sql'>,
  tenant: string,
  { externalId, organisation, sealed, accessUntil, mapping }: NewConnection,
  now: Date,
): Promise<void> {
  await sql`
    insert into connections (tenant_id, provider, external_id, organisation, access_token, refresh_token, access_until, state,
      sales_account, payment_account, tax_types, connected_at)
    values (${tenant}, 'xero', ${externalId}, ${organisation}, ${sealed.access}, ${sealed.refresh}, ${accessUntil.toISOString()},
      'connected', ${mapping.salesAccount}, ${mapping.paymentAccount}, ${JSON.stringify(mapping.taxTypes)}, ${now.toISOString()})
    on conflict (tenant_id) do update set external_id = excluded.external_id, organisation = excluded.organisation,
      access_token = excluded.access_token, refresh_token = excluded.refresh_token, access_until = excluded.access_until,
      state = 'connected', resumes_at = null, problem = null, connected_at = excluded.connected_at, lease_token = null, lease_until = null`;
}

export async function setMappingRow({ sql }: Pick<Tx, 'sql'>, mapping: Mapping): Promise<boolean> {
  const set = await sql`update connections set sales_account = ${mapping.salesAccount},
    payment_account = ${mapping.paymentAccount}, tax_types = ${JSON.stringify(mapping.taxTypes)}`;
  return set.count === 1;
}

export async function setState(
  { sql }: Pick<Tx, 'sql'>,
  state: ConnectionState,
  { problem = null, resumesAt = null }: { problem?: string | null; resumesAt?: Date | null } = {},
): Promise<void> {
  await sql`update connections set state = ${state}, problem = ${problem}, resumes_at = ${resumesAt?.toISOString() ?? null}`;
}

export async function noteSuccess({ sql }: Pick<Tx, 'sql'>, at: Date): Promise<void> {
  await sql`update connections set last_success_at = ${at.toISOString()}, problem = null`;
}

const lease_ms = 30_000;

/** Takes the right to renew the tokens, for half a minute. @returns undefined while another has it */
export async function leaseTokens(
  database: Database,
  tenant: string,
  now: Date,
): Promise<{ lease: string; refreshToken: Buffer } | undefined> {
  const lease = newId();
  const until = new Date(now.getTime() + lease_ms).toISOString();
  return database.tenantTx({ tenant }, async ({ sql }) => {
    const [row] = await sql<{ refresh_token: Buffer }[]>`
      update connections set lease_token = ${lease}, lease_until = ${until}
      where lease_until is null or lease_until < ${now.toISOString()} returning refresh_token`;
    return row && { lease, refreshToken: row.refresh_token };
  });
}

/** Only who holds the lease writes; new tokens are kept before they are used. */
export async function renewTokens(
  { sql }: Pick<Tx, 'sql'>,
  lease: string,
  sealed: { access: Buffer; refresh: Buffer },
  accessUntil: Date,
): Promise<boolean> {
  const set = await sql`update connections set access_token = ${sealed.access}, refresh_token = ${sealed.refresh},
    access_until = ${accessUntil.toISOString()}, lease_token = null, lease_until = null where lease_token = ${lease}`;
  return set.count === 1;
}

export async function dropLease({ sql }: Pick<Tx, 'sql'>, lease: string): Promise<void> {
  await sql`update connections set lease_token = null, lease_until = null where lease_token = ${lease}`;
}

/** Our leave is given back: the tokens are gone, and what staff had set and what stands in the books is still known. */
export async function forgetConnection({ sql }: Pick<Tx, 'sql'>): Promise<void> {
  const nothing = Buffer.alloc(0);
  await sql`update connections set state = 'disconnected', access_token = ${nothing}, refresh_token = ${nothing}, problem = null,
    resumes_at = null, lease_token = null, lease_until = null`;
}
