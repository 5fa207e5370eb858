import type { Context } from '@purser/bus';
import { notFound } from '../domain/refusals.ts';
import { readCreditNote } from '../store/creditNotes.ts';
import { readCredit, readReckoning } from '../store/documents.ts';
import { creditNoteOut } from './listCreditNotes.ts';

type Reading = Pick<Context, 'tx' | 'tenant' | 'keys'>;

/** One credit note, its lines with the words of the invoice's. */
export async function getCreditNote(ctx: Reading, { creditNoteId }: { creditNoteId: string }) {
  const note = await readCreditNote(ctx, creditNoteId);
  if (!note) throw notFound('credit_note');
  const ring = await ctx.keys(note.customerId);
  const { input } = readReckoning(note.invoiceDocument);
  const descriptions = new Map(input.lines.map(({ id, description }) => [id, description]));
  return {
    ...creditNoteOut(note),
    reason: ring.destroyed ? null : ring.openText('creditNote.reason', creditNoteId, note.reason),
    lines: readCredit(note.document).lines.map(({ lineId, quantity, net, total }) => ({
      lineId,
      description: descriptions.get(lineId) ?? '',
      quantity,
      net: Number(net),
      tax: Number(total - net),
      total: Number(total),
    })),
  };
}
