import { fault } from '@purser/fault';

/** Where a page ended: the last row's time and id. */
export type Cursor = { createdAt: string; invoiceId: string };

const form = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export function cursorText({ createdAt, invoiceId }: Cursor): string {
  return `${new Date(createdAt).toISOString()} ${invoiceId}`;
}

/** @throws Fault invalid */
export function readCursor(text: string): Cursor {
  const [, createdAt, invoiceId] = form.exec(text) ?? [];
  if (createdAt && invoiceId && !Number.isNaN(Date.parse(createdAt))) return { createdAt, invoiceId };
  throw fault('invalid', 'invalid_cursor', 'The cursor is not one of ours.');
}
