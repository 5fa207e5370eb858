import type { Connection } from '@purser/db';
import type { Role } from '@purser/message';

export type StoredApiKey = {
  keyId: string;
  name: string;
  role: Role;
  hint: string;
  createdAt: Date;
  lastUsedAt: Date | null;
};
type Row = Omit<StoredApiKey, 'createdAt' | 'lastUsedAt'> & { createdAt: string; lastUsedAt: string | null };

/** API keys: what the tenant knows of them, and the door that a key opens. */
export function apiKeyStore({ sql, tenantTx }: Pick<Connection, 'sql' | 'tenantTx'>) {
  const asStored = (row: Row): StoredApiKey => ({
    ...row,
    createdAt: new Date(row.createdAt),
    lastUsedAt: row.lastUsedAt === null ? null : new Date(row.lastUsedAt),
  });
  return {
    insert: (tenant: string, keyHash: Buffer, key: StoredApiKey, madeBy: string): Promise<void> =>
      tenantTx({ tenant }, async (tx) => {
        await tx.sql`insert into api_keys (tenant_id, key_id, name, role, hint, made_by, created_at)
          values (${tenant}, ${key.keyId}, ${key.name}, ${key.role}, ${key.hint}, ${madeBy}, ${key.createdAt.toISOString()})`;
        await tx.sql`insert into api_key_doors (key_hash, key_id, tenant_id) values (${keyHash}, ${key.keyId}, ${tenant})`;
      }),
    list: (tenant: string): Promise<StoredApiKey[]> =>
      tenantTx({ tenant }, async (tx) => {
        const rows = await tx.sql<
          Row[]
        >`select key_id as "keyId", name, role, hint, created_at as "createdAt", last_used_at as "lastUsedAt"
          from api_keys where revoked_at is null order by created_at desc limit 200`;
        return rows.map(asStored);
      }),
    find: (tenant: string, keyId: string): Promise<StoredApiKey | undefined> =>
      tenantTx({ tenant }, async (tx) => {
        const [row] = await tx.sql<
          Row[]
        >`select key_id as "keyId", name, role, hint, created_at as "createdAt", last_used_at as "lastUsedAt"
          from api_keys where tenant_id = ${tenant} and key_id = ${keyId} and revoked_at is null`;
        return row && asStored(row);
      }),
    behind: async (keyHash: Buffer): Promise<{ tenant: string; keyId: string } | undefined> => {
      const [row] = await sql<{ tenant: string; keyId: string }[]>`
        select tenant_id as tenant, key_id as "keyId" from api_key_doors where key_hash = ${keyHash}`;
      return row;
    },
    used: (tenant: string, keyId: string, at: Date): Promise<void> =>
      tenantTx({ tenant }, async (tx) => {
        await tx.sql`update api_keys set last_used_at = ${at.toISOString()} where tenant_id = ${tenant} and key_id = ${keyId}`;
      }),
    /** @returns whether there was such a key */
    revoke: (tenant: string, keyId: string, at: Date): Promise<boolean> =>
      tenantTx({ tenant }, async (tx) => {
        const set = await tx.sql`update api_keys set revoked_at = ${at.toISOString()}
          where tenant_id = ${tenant} and key_id = ${keyId} and revoked_at is null`;
        await tx.sql`delete from api_key_doors where key_id = ${keyId} and tenant_id = ${tenant}`;
        return set.count > 0;
      }),
  };
}
export type ApiKeyStore = ReturnType<typeof apiKeyStore>;
