/**
 * Why a vault operation was refused.
 * - `wrong-key`: the data was sealed under a master or wire key that is not configured here
 * - `tampered`: the authentication tag does not match: changed bytes, or another tenant, subject, field or row
 * - `destroyed`: the key was destroyed on purpose (erasure); the data is gone for good
 * - `unknown-version`: sealed under a key version this process has not been given
 * - `bad-blob`: not a sealed blob at all
 */
export type VaultErrorCode = 'wrong-key' | 'tampered' | 'destroyed' | 'unknown-version' | 'bad-blob';

/** Its message names keys, fields and rows by id; never plaintext, never key bytes. */
export class VaultError extends Error {
  readonly code: VaultErrorCode;

  constructor(code: VaultErrorCode, message: string) {
    super(message);
    this.name = 'VaultError';
    this.code = code;
  }
}
