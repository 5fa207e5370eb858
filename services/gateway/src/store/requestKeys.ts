import type { Connection } from '@purser/db';

export type RequestKey = { inputHash: Buffer; messageId: string; madeId: string };
export type RequestScope = { tenant: string; principal: string; route: string; key: string };

/** What a key was given first; and where commands went that were answered with 202. */
export function requestKeyStore({ tenantTx }: Pick<Connection, 'tenantTx'>, relay: Pick<Connection, 'sql'>) {
  return {
    /** The first writer wins: the row that stands after it. */
    claim: ({ tenant, principal, route, key }: RequestScope, mine: RequestKey, at: Date): Promise<RequestKey> =>
      tenantTx({ tenant }, async ({ sql }) => {
        await sql`insert into request_keys (tenant_id, principal, route, key, input_hash, message_id, made_id, created_at)
          values (${tenant}, ${principal}, ${route}, ${key}, ${mine.inputHash}, ${mine.messageId}, ${mine.madeId}, ${at.toISOString()})
          on conflict do nothing`;
        const [row] = await sql<RequestKey[]>`
          select input_hash as "inputHash", message_id as "messageId", made_id as "madeId" from request_keys
          where tenant_id = ${tenant} and principal = ${principal} and route = ${route} and key = ${key}`;
        return row ?? mine;
      }),
    post: (
      tenant: string,
      messageId: string,
      to: { service: string; handler: string; principal: string },
      at: Date,
    ): Promise<void> =>
      tenantTx({ tenant }, async ({ sql }) => {
        await sql`insert into posted (tenant_id, message_id, service, handler, principal, posted_at)
          values (${tenant}, ${messageId}, ${to.service}, ${to.handler}, ${to.principal}, ${at.toISOString()}) on conflict do nothing`;
      }),
    posted: (
      tenant: string,
      messageId: string,
    ): Promise<{ service: string; handler: string; principal: string; postedAt: string } | undefined> =>
      tenantTx({ tenant }, async ({ sql }) => {
        const [row] = await sql<{ service: string; handler: string; principal: string; postedAt: string }[]>`
          select service, handler, principal, posted_at as "postedAt" from posted where tenant_id = ${tenant} and message_id = ${messageId}`;
        return row;
      }),
    prune: async (before: Date): Promise<void> => {
      await relay.sql`delete from request_keys where created_at < ${before.toISOString()}`;
      await relay.sql`delete from posted where posted_at < ${before.toISOString()}`;
    },
  };
}
export type RequestKeyStore = ReturnType<typeof requestKeyStore>;
