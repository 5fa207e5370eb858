import { argon2, randomBytes } from 'node:crypto';
import { equalBytes } from './signature.ts';

// OWASP's least for argon2id: 19 MiB, two passes, one lane.
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const saltBytes = 16;
type Cost = typeof cost;
type Parts = Cost & { salt: Buffer; tag: Buffer };

/** @returns argon2id as a PHC string; takes 19 MiB and some 20 ms of a core */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  return encode({ ...cost, salt, tag: await derive(password, { ...cost, salt }) });
}

/** A hash that no password has, for the same work where nobody is known. */
export function noPassword(): string {
  return encode({ ...cost, salt: randomBytes(saltBytes), tag: randomBytes(cost.tagLength) });
}

/** Whether it is the password; a hash that cannot be read is nobody's. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const parts = parse(stored);
  return parts !== undefined && equalBytes(await derive(password, parts), parts.tag);
}

function derive(password: string, { salt, ...of }: Cost & { salt: Buffer }): Promise<Buffer> {
  const { memory, passes, parallelism, tagLength } = of;
  const parameters = { message: password.normalize('NFKC'), nonce: salt, memory, passes, parallelism, tagLength };
  return new Promise((resolve, reject) =>
    argon2('argon2id', parameters, (error, tag) => (error ? reject(error) : resolve(tag))),
  );
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

function encode({ memory, passes, parallelism, salt, tag }: Parts): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

const phc = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{16,128})$/;

/** @returns undefined for what is no such string, or asks for more work than we would ever store */
function parse(text: string): Parts | undefined {
  const [, memory, passes, parallelism, salt, tag] = phc.exec(text) ?? [];
  if (!memory || !passes || !parallelism || !salt || !tag) return undefined;
  const parts = {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
  const isSane =
    parts.memory <= 262_144 && parts.memory >= 8 * parts.parallelism && parts.passes >= 1 && parts.parallelism >= 1;
  return isSane ? { ...parts, tagLength: parts.tag.length } : undefined;
}
