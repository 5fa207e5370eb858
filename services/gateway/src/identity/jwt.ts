import { createHmac } from 'node:crypto';
import { roles } from '@purser/message';
import { equalBytes, type MasterKey, sign } from '@purser/vault';
import { z } from 'zod';

export const tokenLife_s = 900;
const audience = 'purser-api';

const claims = z.strictObject({
  iss: z.string(),
  aud: z.literal(audience),
  /** The API key. */
  sub: z.uuid(),
  tenant: z.uuid(),
  role: z.enum(roles),
  iat: z.int(),
  exp: z.int(),
});
export type Claims = z.infer<typeof claims>;

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
// The only header there is: what names another algorithm, or none, is not read any further.
const header = encode({ alg: 'HS256', typ: 'JWT' });

type Signing = { key: MasterKey; issuer: string; now: Date };

/** A token for a quarter of an hour. */
export function makeToken({ key, issuer, now }: Signing, of: Pick<Claims, 'sub' | 'tenant' | 'role'>): string {
  const iat = Math.floor(now.getTime() / 1000);
  const body = encode({ iss: issuer, aud: audience, ...of, iat, exp: iat + tokenLife_s });
  return `${header}.${body}.${macOf(key, `${header}.${body}`)}`;
}

/** @returns undefined for what is not a token of ours, or over */
export function readToken({ key, issuer, now }: Signing, token: string): Claims | undefined {
  const [head, body, mac, ...more] = token.split('.');
  if (head !== header || !body || !mac || more.length > 0) return undefined;
  if (!equalBytes(Buffer.from(macOf(key, `${head}.${body}`)), Buffer.from(mac))) return undefined;
  const read = claims.safeParse(parsed(body));
  const now_s = now.getTime() / 1000;
  if (!read.success || read.data.iss !== issuer || read.data.exp <= now_s || read.data.iat > now_s + 5)
    return undefined;
  return read.data;
}

function macOf(key: MasterKey, text: string): string {
  return createHmac('sha256', sign(key, 'jwt', 'HS256'))
    .update(text)
    .digest('base64url');
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString());
  } catch {
    return undefined;
  }
}
