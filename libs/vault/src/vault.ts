import { destroyRows } from './keyRows.ts';
import { type Keyring, SealingKeyring } from './keyring.ts';
import type { KeySet } from './keySet.ts';
import { KeySetCache } from './keySetCache.ts';
import { fillSubject, fillTenant, type KeySource } from './keySource.ts';
import type { KeyStore } from './keyStore.ts';
import type { MasterKey } from './masterKey.ts';
import { rewrapAll, rotateTenant } from './rotation.ts';
import { masterWrappers } from './wrapping.ts';

export type VaultOptions = {
  /** The first wraps new keys; older ones are there to open what they wrapped. */
  masters: readonly MasterKey[];
  store: KeyStore;
  /** Keys of so many tenants and subjects are held while unused; default 10 000. */
  cacheLimit?: number;
  /**
   * How long cached keys are used before the store is asked again; default 60 000 ms. It bounds how long other processes
   * may go on reading an erased subject. Must be the same in all processes of a service: a rotated key is written with
   * after twice this time.
   */
  cacheTtl_ms?: number;
  /** Machine time in milliseconds. */
  now_ms: () => number;
};

/**
 * Envelope encryption: a master key wraps each tenant's key, which wraps a key per data subject. All keys but the master
 * are random, and live wrapped in the service's own database.
 */
export interface Vault {
  /**
   * The keys of a subject, or of the tenant itself; made on first use, cached afterwards. Of an erased subject it gives a
   * keyring that is `destroyed`, whose `index` still works. Throws VaultError `wrong-key` or `tampered` when the stored
   * keys cannot be unwrapped, and passes on the store's errors.
   */
  ready(tenant: string, subject?: string): Promise<Keyring>;
  /** `ready`, but reads the store now: for a process that hears that keys were destroyed or rotated by another. */
  refresh(tenant: string, subject?: string): Promise<Keyring>;
  /**
   * Erases: overwrites the subject's keys, for good. In this process every keyring of the subject refuses from now on;
   * other processes follow within `cacheTtl_ms` (at their next `ready`). Repeating it does nothing.
   */
  destroySubject(tenant: string, subject: string, at: Date): Promise<void>;
  /** Erases the tenant's own key, and with it all its subjects and blind indexes. */
  destroyTenant(tenant: string, at: Date): Promise<void>;
  /**
   * Adds a version of the tenant's key. It is written with after twice `cacheTtl_ms`, when all processes know it; from then
   * on each subject gets a new version under it when next used. Older versions still open. Blind indexes stay as they are.
   * Resolves to the newest version; another process's rotation at the same moment counts as this one.
   */
  rotateTenant(tenant: string): Promise<number>;
  /**
   * Wraps the keys of these tenants under the first master key. Subjects' keys are wrapped by their tenant's and need
   * nothing. When it has run for all tenants of a service, its older master keys may be taken out of the configuration.
   */
  rewrapAll(tenants: Iterable<string> | AsyncIterable<string>): Promise<{ rewrapped: number }>;
}

/** Throws RangeError for an impossible configuration; reads nothing yet. */
export function openVault(options: VaultOptions): Vault {
  const { masters, store, cacheLimit = 10_000, cacheTtl_ms = 60_000, now_ms } = options;
  if (!(cacheTtl_ms >= 0)) throw new RangeError('cacheTtl_ms cannot be negative');
  const settle_ms = 2 * cacheTtl_ms;
  const wrappers = masterWrappers(masters);
  const fill = (keys: KeySet) => (keys.subject === '' ? fillTenant(keys, source) : fillSubject(keys, source));
  const cache = new KeySetCache({ limit: cacheLimit, ttl_ms: cacheTtl_ms, now_ms, fill });
  const source: KeySource = { store, wrappers, cache, now_ms, settle_ms };

  async function keyring(tenant: string, subject: string, read: 'fresh' | 'reread'): Promise<Keyring> {
    if (tenant === '') throw new TypeError('a tenant id is needed');
    const tenantKeys = await cache[read](tenant, '');
    const keys = subject === '' ? tenantKeys : await cache[read](tenant, subject);
    return new SealingKeyring({ keys, tenantKeys, now_ms, settle_ms });
  }

  return Object.freeze<Vault>({
    ready: (tenant, subject = '') => keyring(tenant, subject, 'fresh'),
    refresh: (tenant, subject = '') => keyring(tenant, subject, 'reread'),
    rotateTenant: (tenant) => rotateTenant(tenant, source),
    rewrapAll: (tenants) => rewrapAll(tenants, source),

    async destroySubject(tenant, subject, at) {
      // An id that went missing must not erase a whole tenant.
      if (tenant === '' || subject === '') throw new TypeError('a tenant id and a subject id are needed');
      await destroyRows(store, tenant, subject, at);
      cache.identify(tenant, subject).destroy();
    },

    async destroyTenant(tenant, at) {
      if (tenant === '') throw new TypeError('a tenant id is needed');
      await destroyRows(store, tenant, '', at);
      cache.identify(tenant, '').destroy();
    },
  });
}
