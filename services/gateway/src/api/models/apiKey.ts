import { z } from 'zod';
import { apiKeyId, instant, text } from './common.ts';
import { role } from './session.ts';

export const apiKeyBody = z.strictObject({ name: text(100), role });
export const apiKeyModel = z.strictObject({
  id: apiKeyId,
  name: z.string(),
  role,
  /** The beginning of the key, to tell one from another. */
  hint: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
});
export type ApiKeyModel = z.infer<typeof apiKeyModel>;
export const apiKeyList = z.strictObject({ data: z.array(apiKeyModel) });

/** `key` is shown this once and is nowhere stored. */
export const newApiKeyModel = apiKeyModel.extend({ key: z.string() });
export type NewApiKeyModel = z.infer<typeof newApiKeyModel>;

export const tokenBody = z.strictObject({ apiKey: z.string().min(1).max(200) });
export const tokenModel = z.strictObject({
  accessToken: z.string(),
  tokenType: z.literal('Bearer'),
  /** Seconds. */
  expiresIn: z.int(),
});
