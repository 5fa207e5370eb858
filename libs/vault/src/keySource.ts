import { blobKeyVersion } from './blob.ts';
import { settleRows } from './keyRows.ts';
import type { KeySet } from './keySet.ts';
import type { KeySetCache } from './keySetCache.ts';
import type { KeyRow, KeyStore } from './keyStore.ts';
import { VaultError } from './vaultError.ts';
import {
  type MasterWrappers,
  tenantWrapper,
  unwrapKey,
  unwrapTenantKey,
  type Wrapper,
  wrapNewKey,
} from './wrapping.ts';

/** Where keys come from, and how long a new version waits before it is written with. */
export type KeySource = {
  store: KeyStore;
  wrappers: MasterWrappers;
  cache: KeySetCache;
  now_ms: () => number;
  settle_ms: number;
};

/** Reads a tenant's own key, or makes its first version. */
export async function fillTenant(keys: KeySet, { store, wrappers, now_ms }: KeySource): Promise<void> {
  const readAt_ms = now_ms();
  const missing = (stored: readonly KeyRow[]) =>
    stored.length === 0 ? firstVersion(keys, wrappers.current, now_ms) : null;
  const rows = await settleRows(store, keys.tenant, '', missing, keys.newest === undefined ? missing([]) : null);
  adoptRows(keys, rows, readAt_ms, (row) => unwrapTenantKey(row, wrappers));
}

/**
 * Reads a subject's key, or makes its first version; and adds a version when the tenant's key was rotated since the newest
 * was made.
 */
export async function fillSubject(keys: KeySet, source: KeySource): Promise<void> {
  const { store, cache, now_ms, settle_ms } = source;
  const { tenant, subject } = keys;
  const tenantKeys = await cache.fresh(tenant, '');
  if (tenantKeys.destroyed) {
    keys.destroy();
    return;
  }
  const wrapper = tenantWrapper(tenantKeys.writing(now_ms, settle_ms));
  const readAt_ms = now_ms();
  const missing = (stored: readonly KeyRow[]) => {
    const newest = newestOf(stored);
    if (newest === undefined) return firstVersion(keys, wrapper, now_ms);
    if (blobKeyVersion(newest.wrapped) >= wrapper.mark) return null;
    return wrapNewKey({ tenant, subject, version: newest.version + 1 }, wrapper, now_ms());
  };
  const rows = await settleRows(store, tenant, subject, missing, keys.newest === undefined ? missing([]) : null);
  const isUnknown = (row: KeyRow) =>
    row.destroyedAt === null && tenantKeys.version(blobKeyVersion(row.wrapped)) === undefined;
  if (rows.some(isUnknown)) await cache.reread(tenant, '');
  if (tenantKeys.destroyed) {
    keys.destroy();
    return;
  }
  adoptRows(keys, rows, readAt_ms, (row) => unwrapKey(row, parentOf(row, tenantKeys)));
}

function firstVersion(keys: KeySet, wrapper: Wrapper, now_ms: () => number): KeyRow {
  // Rows that were there and are gone mean a rolled back or emptied table: a new key would hide that everything sealed
  // under the old one is lost.
  if (keys.newest !== undefined) throw new VaultError('unknown-version', `the stored keys of ${keys.name} are gone`);
  return wrapNewKey({ tenant: keys.tenant, subject: keys.subject, version: 1 }, wrapper, now_ms());
}

function adoptRows(
  keys: KeySet,
  rows: readonly KeyRow[],
  readAt_ms: number,
  unwrap: (row: KeyRow) => ReturnType<typeof unwrapKey>,
): void {
  if (rows.some((row) => row.destroyedAt !== null)) {
    keys.destroy();
    return;
  }
  const unwrapped = rows.map((row) => keys.version(row.version) ?? unwrap(row));
  keys.adopt(unwrapped, readAt_ms);
}

function parentOf(row: KeyRow, tenantKeys: KeySet): Wrapper {
  const version = blobKeyVersion(row.wrapped);
  const parent = tenantKeys.version(version);
  if (parent !== undefined) return tenantWrapper(parent);
  const { tenant, subject } = row;
  throw new VaultError(
    'unknown-version',
    `the key of subject ${subject} is wrapped by version ${version} of the key of tenant ${tenant}, which is not stored`,
  );
}

function newestOf(rows: readonly KeyRow[]): KeyRow | undefined {
  return rows.toSorted((a, b) => b.version - a.version)[0];
}
