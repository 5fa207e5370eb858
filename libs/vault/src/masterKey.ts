import { createSecretKey, type KeyObject } from 'node:crypto';
import { deriveKey } from './deriveKey.ts';

/**
 * A key from the configuration: the master key that wraps tenants' keys, the wire key, a signing key.
 * The bytes are inside a KeyObject, which neither JSON.stringify nor util.inspect shows.
 */
export type MasterKey = { readonly id: string; readonly key: KeyObject };

/**
 * @param id a name for the key, stored beside what it wraps; 1 to 64 of `A-Z a-z 0-9 . _ -`
 * @param secret 32 bytes, or their text as base64url, base64 or hex. `randomToken()` makes a new one.
 *
 * Throws RangeError that names the id only.
 */
export function masterKey(id: string, secret: Uint8Array | string): MasterKey {
  if (!/^[\w.-]{1,64}$/.test(id)) throw new RangeError('a key id is 1 to 64 of A-Z a-z 0-9 . _ -');
  const bytes = typeof secret === 'string' ? decode(secret.trim()) : secret;
  if (bytes.length !== 32) throw new RangeError(`key "${id}" must be 32 bytes (base64url, base64 or hex)`);
  const key = createSecretKey(bytes);
  // Small buffers share memory with their neighbours: key bytes left there turn up in a dump of any of them.
  if (bytes !== secret) bytes.fill(0);
  return Object.freeze({ id, key });
}

function decode(text: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  if (/^[\w+/-]{43}=?$/.test(text)) return Buffer.from(text, 'base64url');
  return Buffer.alloc(0);
}

/**
 * Four bytes that tell configured keys apart without revealing them. They stand where a blob has its key version, so that
 * a wrong key and a changed blob are different errors.
 */
export function fingerprint(master: MasterKey): number {
  const known = fingerprints.get(master.key);
  if (known !== undefined) return known;
  const made = deriveKey(master.key, 'fingerprint').export().readUInt32BE(0);
  fingerprints.set(master.key, made);
  return made;
}

const fingerprints = new WeakMap<KeyObject, number>();

/** Refuses a list that is empty or in which an id or a fingerprint stands twice. */
export function checkMasters(masters: readonly MasterKey[]): void {
  if (masters.length === 0) throw new RangeError('at least one key is needed');
  const repeated = <T>(values: T[]) => new Set(values).size !== values.length;
  if (repeated(masters.map((master) => master.id))) throw new RangeError('two keys have the same id');
  if (repeated(masters.map(fingerprint))) throw new RangeError('the same key is configured under two ids');
}
