import type { Context } from '@purser/bus';
import type { accounting as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { z } from 'zod';
import { listRows } from '../store/documents.ts';

const cursorParts = z.tuple([z.iso.datetime(), z.enum(['contact', 'invoice', 'payment']), z.uuid()]);

export async function listDocuments(
  { tx }: Pick<Context, 'tx'>,
  input: z.output<typeof contract.listDocuments.input>,
): Promise<z.input<typeof contract.listDocuments.output>> {
  const { after, limit, ...filter } = input;
  const rows = await listRows(tx, { ...filter, limit, after: cursorOf(after) });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const instant = (text: string) => new Date(text).toISOString();
  return {
    documents: page.map(({ payment: _, updatedAt, pushedAt, ...row }) => ({
      ...row,
      updatedAt: instant(updatedAt),
      pushedAt: pushedAt === null ? null : instant(pushedAt),
    })),
    next: last && rows.length > limit ? `${instant(last.updatedAt)} ${last.kind} ${last.sourceId}` : null,
  };
}

/** The last row of the page before. Milliseconds are enough: the rows of one are told apart by kind and id. */
function cursorOf(after: string | undefined) {
  if (after === undefined) return undefined;
  const read = cursorParts.safeParse(after.split(' '));
  if (!read.success) throw fault('invalid', 'invalid_cursor', 'The cursor is not one of ours.');
  const [updatedAt, kind, sourceId] = read.data;
  return { updatedAt, kind, sourceId };
}
