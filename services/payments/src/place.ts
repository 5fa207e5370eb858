import { fault } from '@purser/fault';
import { isId } from '@purser/message';

/** Where a page ended: the time and the id of its last row. */
export type Place = { at: Date; id: string };

function cursorOf({ at, id }: Place): string {
  return `${at.getTime()}.${id}`;
}

/** @throws Fault invalid for what was not a cursor of ours. One that somebody made up leads to a place in their own list. */
export function placeOf(after: string): Place {
  const [ms = '', id = '', ...more] = after.split('.');
  if (/^\d{1,13}$/.test(ms) && isId(id) && more.length === 0) return { at: new Date(Number(ms)), id };
  throw fault('invalid', 'invalid_cursor', 'The cursor is not one of ours.');
}

/** A page of `limit` rows out of one row more, and the cursor that leads on. */
export function pageOf<R>(
  rows: readonly R[],
  limit: number,
  placeIn: (row: R) => Place,
): { page: R[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, next: last && rows.length > limit ? cursorOf(placeIn(last)) : null };
}
