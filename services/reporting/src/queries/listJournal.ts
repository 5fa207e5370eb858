import type { Context } from '@purser/bus';
import type { reporting as contract } from '@purser/contracts';
import type { z } from 'zod';
import { readEntries } from '../store/readEntries.ts';

/** Entries in the order of their ids, which is the order of booking; `next` continues after the last one shown. */
export async function listJournal(
  { tx }: Pick<Context, 'tx'>,
  { invoiceId, after, limit }: z.output<typeof contract.listJournal.input>,
) {
  const found = await readEntries(tx, { invoiceId, after, limit: limit + 1 });
  const entries = found.slice(0, limit);
  const more = found.length > limit;
  return { entries, next: more ? (entries.at(-1)?.entryId ?? null) : null };
}
