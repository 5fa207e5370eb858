import { fault } from '@purser/fault';
import type { IdPrefix } from './models/common.ts';

/** An id as the API shows it. */
export function shown(prefix: IdPrefix, uuid: string): string {
  return `${prefix}_${uuid.replaceAll('-', '')}`;
}

export function shownOrNull(prefix: IdPrefix, uuid: string | null): string | null {
  return uuid === null ? null : shown(prefix, uuid);
}

const form = /^[a-z]{3}_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** The UUID in an id that a model has read. */
export function uuidOf(id: string): string {
  const [, ...groups] = form.exec(id) ?? [];
  if (groups.length !== 5) throw fault('invalid', 'invalid_id', 'This is not an id of ours.');
  return groups.join('-');
}
