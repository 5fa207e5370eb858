import type { KeyRow, KeyStore } from './keyStore.ts';

/** A KeyStore in memory, for tests. Rows are copied in and out, as a database would. */
export function memoryKeyStore(): KeyStore {
  const rows: KeyRow[] = [];
  const copy = (row: KeyRow): KeyRow => ({ ...row, wrapped: Buffer.from(row.wrapped) });
  const of = (tenant: string, subject: string) =>
    rows.filter((row) => row.tenant === tenant && row.subject === subject);

  return {
    async load(tenant, subject) {
      return of(tenant, subject).map(copy);
    },
    async insert(row) {
      if (of(row.tenant, row.subject).some((stored) => stored.version === row.version)) return false;
      rows.push(copy(row));
      return true;
    },
    async destroy(tenant, subject, at) {
      for (const row of of(tenant, subject)) {
        row.wrapped = Buffer.alloc(0);
        row.destroyedAt ??= at;
      }
    },
    async rewrap(row) {
      for (const stored of of(row.tenant, row.subject)) {
        if (stored.version !== row.version || stored.destroyedAt !== null) continue;
        stored.wrapped = Buffer.from(row.wrapped);
        stored.masterId = row.masterId;
      }
    },
  };
}
