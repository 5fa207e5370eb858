import { settleRows } from './keyRows.ts';
import type { KeySource } from './keySource.ts';
import { VaultError } from './vaultError.ts';
import { unwrapTenantKey, wrapKey, wrapNewKey } from './wrapping.ts';

/** Adds a version of the tenant's key; see `Vault.rotateTenant`. */
export async function rotateTenant(tenant: string, { store, wrappers, cache, now_ms }: KeySource): Promise<number> {
  const before = await cache.reread(tenant, '');
  if (before.newest === undefined) throw destroyed(tenant);
  await store.insert(
    wrapNewKey({ tenant, subject: '', version: before.newest.version + 1 }, wrappers.current, now_ms()),
  );
  const after = await cache.reread(tenant, '');
  if (after.newest === undefined) throw destroyed(tenant);
  return after.newest.version;
}

/** Wraps the tenants' keys under the current master key; see `Vault.rewrapAll`. */
export async function rewrapAll(
  tenants: Iterable<string> | AsyncIterable<string>,
  { store, wrappers }: KeySource,
): Promise<{ rewrapped: number }> {
  let rewrapped = 0;
  for await (const tenant of tenants) {
    for (const row of await settleRows(store, tenant, '', () => null)) {
      if (row.destroyedAt !== null || row.masterId === wrappers.current.masterId) continue;
      await store.rewrap(wrapKey(row, wrappers.current, unwrapTenantKey(row, wrappers)));
      rewrapped += 1;
    }
  }
  return { rewrapped };
}

function destroyed(tenant: string): VaultError {
  return new VaultError('destroyed', `the keys of tenant ${tenant} are destroyed`);
}
