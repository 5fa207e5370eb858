import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { tuple } from './tuple.ts';

/**
 * HKDF-SHA256 (RFC 5869): a 32-byte key for one purpose. Keys of different purposes or contexts are independent, so the
 * key that wraps is never the key that seals, indexes or signs.
 */
export function deriveKey(parent: KeyObject, purpose: string, ...context: readonly string[]): KeyObject {
  const info = tuple('purser-vault-1', purpose, ...context);
  return createSecretKey(Buffer.from(hkdfSync('sha256', parent, Buffer.alloc(0), info, 32)));
}
