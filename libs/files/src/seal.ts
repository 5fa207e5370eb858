import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { FileRef } from '@purser/document';

/**
 * The shape of a sealed file: format (1 byte, 0x01) | nonce (12) | ciphertext | tag (16). AES-256-GCM under a key that seals this
 * one file. Authenticated with it: the way addresses are made, the tenant and the media type, so that a file opens for no other
 * tenant and as nothing else.
 */
const FORMAT = 1;
const NONCE = 12;
const TAG = 16;
const OVERHEAD = 1 + NONCE + TAG;

export type Sealed = { ref: FileRef; bytes: Buffer };

/** Seals under a new key. */
export function seal(tenant: string, content: Uint8Array, type: string): Sealed {
  const key = randomBytes(32);
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  cipher.setAAD(bindings(tenant, type));
  const body = cipher.update(content);
  cipher.final();
  const bytes = Buffer.concat([Buffer.of(FORMAT), nonce, body, cipher.getAuthTag()]);
  const [address, hash] = [sha256(bytes), sha256(content)];
  return { ref: { address, key: key.toString('base64url'), size: content.length, hash, type }, bytes };
}

/** The content; undefined when the reference's key, type or hash, or the tenant, is not the one it was sealed with. */
export function open(tenant: string, ref: FileRef, sealed: Buffer): Buffer | undefined {
  const key = Buffer.from(ref.key, 'base64url');
  if (sealed.length < OVERHEAD || sealed[0] !== FORMAT || key.length !== 32) return undefined;
  const bodyEnd = sealed.length - TAG;
  const nonce = sealed.subarray(1, 1 + NONCE);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
  decipher.setAAD(bindings(tenant, ref.type));
  decipher.setAuthTag(sealed.subarray(bodyEnd));
  const content = decipher.update(sealed.subarray(1 + NONCE, bodyEnd));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return content.length === ref.size && sha256(content) === ref.hash ? content : undefined;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A tenant is a uuid and a type holds no blank, so no two pairs read the same. */
function bindings(tenant: string, type: string): Buffer {
  return Buffer.from(`purser.files sha256 v1 ${tenant} ${type}`, 'utf8');
}
