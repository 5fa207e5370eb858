import type { KeyObject } from 'node:crypto';
import { blobKeyVersion, openBlob, sealBlob } from './blob.ts';
import { deriveKey } from './deriveKey.ts';
import { Lru } from './lru.ts';
import { checkMasters, fingerprint, type MasterKey } from './masterKey.ts';
import { tuple } from './tuple.ts';
import { VaultError } from './vaultError.ts';

/** Tenants whose derived wire key is kept ready; deriving one anew takes microseconds. */
const TENANTS_READY = 4096;

/**
 * Seals personal data in messages between the platform's services, with a key per tenant that all of them can derive.
 * What is at rest for long is sealed anew by the receiver, under its own keys of the data subject.
 */
export interface WireSealer {
  /** Bound to tenant, field and message id. `toText` makes it fit for JSON. */
  sealWire(tenant: string, field: string, messageId: string, plain: string | Uint8Array): Buffer;
  /** Throws VaultError `bad-blob`, `wrong-key` or `tampered`. */
  openWire(tenant: string, field: string, messageId: string, sealed: Uint8Array): Buffer;
  /** `openWire`, as UTF-8 text. */
  openWireText(tenant: string, field: string, messageId: string, sealed: Uint8Array): string;
}

/**
 * @param keys the wire key, or several during a change: the first seals, all open. To change it without a pause, give all
 *   services the new one second, then first, then alone.
 */
export function wireKeys(keys: MasterKey | readonly MasterKey[]): WireSealer {
  const known = 'key' in keys ? [keys] : keys;
  checkMasters(known);
  const rings = known.map((key) => ({ mark: fingerprint(key), forTenant: tenantKeys(key) }));

  function openWire(tenant: string, field: string, messageId: string, sealed: Uint8Array): Buffer {
    try {
      const mark = blobKeyVersion(sealed);
      const ring = rings.find((candidate) => candidate.mark === mark);
      if (ring === undefined) throw new VaultError('wrong-key', 'sealed under a wire key that is not configured here');
      return openBlob(ring.forTenant(tenant), context(tenant, field, messageId), sealed);
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      throw new VaultError(error.code, `${field} of message ${messageId}, tenant ${tenant}: ${error.message}`);
    }
  }

  return Object.freeze<WireSealer>({
    sealWire(tenant, field, messageId, plain) {
      const [current] = rings;
      if (current === undefined) throw new RangeError('at least one key is needed');
      return sealBlob(current.forTenant(tenant), current.mark, context(tenant, field, messageId), plain);
    },
    openWire,
    openWireText: (tenant, field, messageId, sealed) => openWire(tenant, field, messageId, sealed).toString('utf8'),
  });
}

function tenantKeys(key: MasterKey): (tenant: string) => KeyObject {
  const ready = new Lru<KeyObject>(TENANTS_READY);
  return (tenant) => {
    const known = ready.get(tenant);
    if (known !== undefined) return known;
    const derived = deriveKey(key.key, 'wire', tenant);
    ready.set(tenant, derived);
    return derived;
  };
}

function context(tenant: string, field: string, messageId: string): Buffer {
  return tuple('wire', tenant, field, messageId);
}
