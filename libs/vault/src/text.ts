import { VaultError } from './vaultError.ts';

/** A sealed blob as base64url text without padding, for JSON. */
export function toText(sealed: Uint8Array): string {
  return Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength).toString('base64url');
}

/** Throws VaultError `bad-blob` for anything that `toText` would not have written. */
export function fromText(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  // Node's decoder skips what it does not know; two texts must not mean the same blob.
  if (bytes.toString('base64url') !== text) throw new VaultError('bad-blob', 'not base64url text');
  return bytes;
}
