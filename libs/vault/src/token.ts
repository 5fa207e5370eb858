import { createHash, randomBytes } from 'node:crypto';

/** A new secret of 256 random bits as 43 characters of base64url: link and session tokens, API keys, master keys. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * SHA-256, 32 bytes: what is stored of a token. Enough for random tokens, which cannot be guessed through; never for
 * passwords. Look the hash up by equality: its index reveals nothing of the token through timing.
 */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
