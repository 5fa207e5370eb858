import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from 'node:crypto';
import { VaultError } from './vaultError.ts';

/**
 * The shape of everything sealed:
 *
 *     format (1 byte, 0x01) | key version (4, big endian) | nonce (12) | ciphertext | tag (16)
 *
 * AES-256-GCM. Nonces are random, so one key must stay far below 2^32 seals (NIST SP 800-38D, 8.3): keys are per data
 * subject or per tenant, which keeps them there. The head is authenticated together with the associated data.
 */
const FORMAT = 1;
const HEAD = 5;
const NONCE = 12;
const TAG = 16;

/** How many bytes sealing adds. */
export const BLOB_OVERHEAD = HEAD + NONCE + TAG;

export function sealBlob(key: KeyObject, keyVersion: number, context: Uint8Array, plain: string | Uint8Array): Buffer {
  const head = Buffer.allocUnsafe(HEAD);
  head[0] = FORMAT;
  head.writeUInt32BE(keyVersion, 1);
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(Buffer.concat([head, context]));
  const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  cipher.final();
  return Buffer.concat([head, nonce, body, cipher.getAuthTag()]);
}

const nonces = Buffer.alloc(NONCE * 256);
let given = nonces.length;

/** Random bytes given out once. Drawn many at a time: asking for twelve costs as much as asking for thousands. */
function freshNonce(): Buffer {
  if (given === nonces.length) {
    randomFillSync(nonces);
    given = 0;
  }
  given += NONCE;
  return nonces.subarray(given - NONCE, given);
}

/** The key version in a blob's head, not yet authenticated. Throws `bad-blob`. */
export function blobKeyVersion(sealed: Uint8Array): number {
  if (sealed.length < BLOB_OVERHEAD) throw new VaultError('bad-blob', 'too short for a sealed blob');
  const blob = asBuffer(sealed);
  if (blob[0] !== FORMAT) throw new VaultError('bad-blob', 'not a sealed blob of a known format');
  return blob.readUInt32BE(1);
}

/** Throws `tampered` when the key, the context or any byte is not the one it was sealed with. */
export function openBlob(key: KeyObject, context: Uint8Array, sealed: Uint8Array): Buffer {
  blobKeyVersion(sealed);
  const blob = asBuffer(sealed);
  const bodyStart = HEAD + NONCE;
  const bodyEnd = blob.length - TAG;
  // Without authTagLength a decipher would accept a tag cut down to 4 bytes.
  const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(HEAD, bodyStart), { authTagLength: TAG });
  decipher.setAAD(Buffer.concat([blob.subarray(0, HEAD), context]));
  decipher.setAuthTag(blob.subarray(bodyEnd));
  const plain = decipher.update(blob.subarray(bodyStart, bodyEnd));
  try {
    decipher.final();
  } catch {
    // OpenSSL says no more than "unable to authenticate"; what failed to open is the caller's to add.
    throw new VaultError('tampered', 'the authentication tag does not match');
  }
  return plain;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
