import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * Where a stored file lies and what opens it. The reference is the capability: whoever has it can read the file, so it is stored
 * and sent sealed under the key of the person whom the file is about, and is gone for good when that key is destroyed.
 */
export const fileRef = z.strictObject({
  /** SHA-256 of the sealed bytes: their place in the store. */
  address: sha256,
  /** 256 random bits for this file alone, base64url. */
  key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** Bytes of the content. */
  size: z.int().min(0),
  /** SHA-256 of the content. */
  hash: sha256,
  /** Media type, as in `application/pdf`. */
  type: z
    .string()
    .max(100)
    .regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/),
});
export type FileRef = z.infer<typeof fileRef>;
