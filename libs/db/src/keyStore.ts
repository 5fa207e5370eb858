import type { KeyRow, KeyStore } from '@purser/vault';
import type { Sql } from './pool.ts';

type Row = {
  tenant_id: string;
  subject: string;
  version: number;
  wrapped: Buffer;
  master_id: string;
  destroyed_at: string | null;
};

const asKeyRow = (row: Row): KeyRow => ({
  tenant: row.tenant_id,
  subject: row.subject,
  version: row.version,
  wrapped: row.wrapped,
  masterId: row.master_id,
  destroyedAt: row.destroyed_at === null ? null : new Date(row.destroyed_at),
});

/** Wrapped keys in the service's own `data_keys`, reached under the relay role, since keys are made before a tenant's transaction opens. */
export function postgresKeyStore(relay: Sql): KeyStore {
  return {
    load: async (tenant, subject) =>
      (
        await relay<
          Row[]
        >`select * from data_keys where tenant_id = ${tenant} and subject = ${subject} order by version`
      ).map(asKeyRow),
    loadOrInsert: async (first) =>
      (
        await relay<Row[]>`
          with known as (select * from data_keys where tenant_id = ${first.tenant} and subject = ${first.subject}),
            made as (
              insert into data_keys (tenant_id, subject, version, wrapped, master_id)
              select ${first.tenant}, ${first.subject}, ${first.version}, ${first.wrapped}, ${first.masterId}
              where not exists (select from known)
              on conflict do nothing returning *)
          select * from known union all select * from made order by version`
      ).map(asKeyRow),
    insert: async (row) => {
      const made = await relay`
        insert into data_keys (tenant_id, subject, version, wrapped, master_id, destroyed_at)
        values (${row.tenant}, ${row.subject}, ${row.version}, ${row.wrapped}, ${row.masterId},
          ${row.destroyedAt?.toISOString() ?? null})
        on conflict do nothing`;
      return made.count === 1;
    },
    destroy: async (tenant, subject, at) => {
      await relay`update data_keys set wrapped = ''::bytea, destroyed_at = ${at.toISOString()}
        where tenant_id = ${tenant} and subject = ${subject} and destroyed_at is null`;
    },
    rewrap: async (row) => {
      await relay`update data_keys set wrapped = ${row.wrapped}, master_id = ${row.masterId}
        where tenant_id = ${row.tenant} and subject = ${row.subject} and version = ${row.version} and destroyed_at is null`;
    },
  };
}
