import { createSecretKey, generateKeySync, type KeyObject } from 'node:crypto';
import { blobKeyVersion, openBlob, sealBlob } from './blob.ts';
import { deriveKey } from './deriveKey.ts';
import type { KeyRow } from './keyStore.ts';
import { checkMasters, fingerprint, type MasterKey } from './masterKey.ts';
import { tuple } from './tuple.ts';
import { VaultError } from './vaultError.ts';

/**
 * A key that wraps others: a master key (masterId is its id, mark its fingerprint) or one version of a tenant's key
 * (masterId '', mark is the version).
 */
export type Wrapper = { masterId: string; mark: number; key: KeyObject };

/** A fresh or unwrapped key. `madeAt_ms` is machine time; `mark` tells which wrapper it came under. */
export type PlainKey = { version: number; mark: number; madeAt_ms: number; secret: KeyObject };

/** What a wrapped key is bound to, besides its wrapper. */
type Place = Pick<KeyRow, 'tenant' | 'subject' | 'version'>;

/** The current master key's wrapper and those of older ones. Throws RangeError for an empty or ambiguous list. */
export function masterWrappers(masters: readonly MasterKey[]): MasterWrappers {
  checkMasters(masters);
  const all = masters.map((master): Wrapper => {
    return { masterId: master.id, mark: fingerprint(master), key: deriveKey(master.key, 'wrap') };
  });
  const [current] = all;
  if (current === undefined) throw new RangeError('at least one key is needed');
  return { current, all };
}

export type MasterWrappers = { current: Wrapper; all: readonly Wrapper[] };

export function tenantWrapper(tenantKey: PlainKey): Wrapper {
  const known = tenantWrappers.get(tenantKey);
  if (known !== undefined) return known;
  const made = { masterId: '', mark: tenantKey.version, key: deriveKey(tenantKey.secret, 'wrap') };
  tenantWrappers.set(tenantKey, made);
  return made;
}

/** Derived once per key held in memory, and gone with it. */
const tenantWrappers = new WeakMap<PlainKey, Wrapper>();

/** The row of a new random key. */
export function wrapNewKey(place: Place, wrapper: Wrapper, madeAt_ms: number): KeyRow {
  const secret = generateKeySync('aes', { length: 256 });
  return wrapKey(place, wrapper, { version: place.version, mark: wrapper.mark, madeAt_ms, secret });
}

/** Wrapped are the 32 bytes of the key and the time it was made (8 bytes, whole milliseconds). */
export function wrapKey(place: Place, wrapper: Wrapper, key: PlainKey): KeyRow {
  const secret = key.secret.export();
  const plain = Buffer.alloc(40);
  secret.copy(plain);
  plain.writeBigInt64BE(BigInt(Math.trunc(key.madeAt_ms)), 32);
  const wrapped = sealBlob(wrapper.key, wrapper.mark, placeContext(place, wrapper), plain);
  // No key bytes stay behind in memory that other buffers share.
  secret.fill(0);
  plain.fill(0);
  const { tenant, subject, version } = place;
  return { tenant, subject, version, wrapped, masterId: wrapper.masterId, destroyedAt: null };
}

/**
 * Throws `wrong-key` when another wrapper was used, `tampered` when the row is not as it was written, for another place, or
 * moved from another one.
 */
export function unwrapKey(row: KeyRow, wrapper: Wrapper): PlainKey {
  const mark = blobKeyVersion(row.wrapped);
  if (mark !== wrapper.mark || row.masterId !== wrapper.masterId) {
    throw new VaultError('wrong-key', `${keyName(row)} was wrapped by another key than ${wrapperName(wrapper)}`);
  }
  const plain = openWrapped(row, wrapper);
  const secret = createSecretKey(plain.subarray(0, 32));
  const madeAt_ms = Number(plain.readBigInt64BE(32));
  plain.fill(0);
  return { version: row.version, mark, madeAt_ms, secret };
}

/** Unwraps a tenant's own key with the master key that its row names. */
export function unwrapTenantKey(row: KeyRow, { all }: MasterWrappers): PlainKey {
  const wrapper = all.find((candidate) => candidate.masterId === row.masterId);
  if (wrapper !== undefined) return unwrapKey(row, wrapper);
  const ids = all.map(({ masterId }) => `"${masterId}"`).join(', ');
  throw new VaultError('wrong-key', `${keyName(row)} was wrapped by master key "${row.masterId}"; configured: ${ids}`);
}

function openWrapped(row: KeyRow, wrapper: Wrapper): Buffer {
  try {
    return openBlob(wrapper.key, placeContext(row, wrapper), row.wrapped);
  } catch (error) {
    if (error instanceof VaultError) throw new VaultError(error.code, `${keyName(row)}: ${error.message}`);
    throw error;
  }
}

function placeContext({ tenant, subject, version }: Place, { masterId }: Wrapper): Buffer {
  return tuple('wrap', tenant, subject, String(version), masterId);
}

function keyName({ tenant, subject, version }: Place): string {
  return `key ${version} of tenant ${tenant}${subject === '' ? '' : `, subject ${subject}`}`;
}

function wrapperName({ masterId, mark }: Wrapper): string {
  return masterId === '' ? `version ${mark} of the tenant's key` : `the configured master key "${masterId}"`;
}
