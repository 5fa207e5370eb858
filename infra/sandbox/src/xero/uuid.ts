import { createHash } from 'node:crypto';
import type { Ids } from '../ids.ts';

/** A new id in the form Xero gives, drawn from the seeded sequence. */
export function uuid(ids: Ids): string {
  const hex = createHash('sha256').update(ids.next('uuid', 64)).digest('hex');
  const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
