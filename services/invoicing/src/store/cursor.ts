import { fault } from '@purser/fault';

/** Where a page ended: the last row's time and id. */
export type Cursor = { createdAt: string; id: string };

const form = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export function cursorText({ createdAt, id }: Cursor): string {
  return `${new Date(createdAt).toISOString()} ${id}`;
}

/** @throws Fault invalid */
export function readCursor(text: string): Cursor {
  const [, createdAt, id] = form.exec(text) ?? [];
  if (createdAt && id && !Number.isNaN(Date.parse(createdAt))) return { createdAt, id };
  throw fault('invalid', 'invalid_cursor', 'The cursor is not one of ours.');
}
