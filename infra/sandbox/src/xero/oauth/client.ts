import { createHash, timingSafeEqual } from 'node:crypto';
import type { XeroWorld } from '../world.ts';

const same = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());

/** True when the header holds the app's id and secret, as HTTP Basic. */
export function isClient({ client }: XeroWorld, authorization: string | undefined): boolean {
  const [, packed] = /^Basic (\S+)$/i.exec(authorization ?? '') ?? [];
  if (packed === undefined) return false;
  const text = Buffer.from(packed, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return false;
  const decoded = (part: string): string => {
    try {
      return decodeURIComponent(part.replace(/\+/g, ' '));
    } catch {
      return part;
    }
  };
  const [id, secret] = [
    same(decoded(text.slice(0, colon)), client.id),
    same(decoded(text.slice(colon + 1)), client.secret),
  ];
  return id && secret;
}
