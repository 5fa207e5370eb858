import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { deriveKey } from './deriveKey.ts';
import type { MasterKey } from './masterKey.ts';
import { tuple } from './tuple.ts';

/**
 * Signs text that leaves the platform and comes back: cursors, links, state parameters. HMAC-SHA256 as 43 characters of
 * base64url.
 *
 * @param purpose what the signature is for (`cursor.invoices`); one purpose's signature never passes for another's
 */
export function sign(key: MasterKey, purpose: string, message: string): string {
  return mac(key, purpose, message).toString('base64url');
}

/** Whether one of the keys signed this message for this purpose; takes the same time wherever a signature differs. */
export function verify(
  keys: MasterKey | readonly MasterKey[],
  purpose: string,
  message: string,
  signature: string,
): boolean {
  // Compared as text: base64url has two spellings of some last characters, and only ours counts.
  const given = Buffer.from(signature);
  const configured = 'key' in keys ? [keys] : keys;
  return configured.map((key) => equalBytes(Buffer.from(sign(key, purpose, message)), given)).includes(true);
}

/** Compares in time that depends on the lengths only. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function mac(key: MasterKey, purpose: string, message: string): Buffer {
  return createHmac('sha256', signingKey(key)).update(tuple(purpose, message)).digest();
}

const signingKeys = new WeakMap<KeyObject, KeyObject>();

function signingKey({ key }: MasterKey): KeyObject {
  const known = signingKeys.get(key);
  if (known !== undefined) return known;
  const derived = deriveKey(key, 'sign');
  signingKeys.set(key, derived);
  return derived;
}
