import type { KeyRow, KeyStore } from './keyStore.ts';

/** How often a read that met other processes' writes starts again; each round means somebody else made progress. */
const ROUNDS = 8;

/**
 * Reads the rows of a key and writes the version that is missing, until none is. Two processes that do this at once end
 * with the same key: one insert wins, and both read it back.
 *
 * @param missing the row to add, given what is stored, or null when nothing is missing
 * @param first the first version, where this process has not seen one: read or made in one go
 * @returns all rows; of a destroyed key all are destroyed
 */
export async function settleRows(
  store: KeyStore,
  tenant: string,
  subject: string,
  missing: (rows: readonly KeyRow[]) => KeyRow | null,
  first: KeyRow | null = null,
): Promise<KeyRow[]> {
  for (let round = 0; round < ROUNDS; round += 1) {
    const made = first !== null && round === 0 ? store.loadOrInsert?.(first) : undefined;
    const rows = await (made ?? store.load(tenant, subject));
    const destroyedAt = rows.find((row) => row.destroyedAt !== null)?.destroyedAt ?? null;
    if (destroyedAt !== null) {
      if (rows.every((row) => row.destroyedAt !== null)) return rows;
      // A version was inserted while another process destroyed the key: it goes the same way.
      await store.destroy(tenant, subject, destroyedAt);
      continue;
    }
    const row = missing(rows);
    if (row === null) return rows;
    await store.insert(row);
  }
  throw unsettled(tenant);
}

/**
 * Destroys all versions. A key that was never made leaves a destroyed first version behind, so that none is made later.
 * Reads back, because a version inserted at the same moment escapes the first pass.
 */
export async function destroyRows(store: KeyStore, tenant: string, subject: string, at: Date): Promise<void> {
  const tombstone = { tenant, subject, version: 1, wrapped: Buffer.alloc(0), masterId: '', destroyedAt: at };
  for (let round = 0; round < ROUNDS; round += 1) {
    await store.destroy(tenant, subject, at);
    const rows = await store.load(tenant, subject);
    if (rows.length === 0) await store.insert(tombstone);
    else if (rows.every((row) => row.destroyedAt !== null && row.wrapped.length === 0)) return;
  }
  throw unsettled(tenant);
}

function unsettled(tenant: string): Error {
  return new Error(`the keys of tenant ${tenant} do not settle: does the key store read its own writes?`);
}
