import type { Context } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import type { z } from 'zod';
import { readCreditNotes, type StoredCreditNote } from '../store/creditNotes.ts';
import { readCursor } from '../store/cursor.ts';

type Input = z.output<typeof contract.listCreditNotes.input>;

/** Credit notes, the newest first. A customer gets their own. */
export async function listCreditNotes(
  ctx: Pick<Context, 'tx' | 'tenant' | 'actor'>,
  { customerId, invoiceId, after, limit }: Input,
) {
  const { actor } = ctx;
  const { creditNotes, next } = await readCreditNotes(ctx, {
    customerId: actor.kind === 'customer' ? actor.id : customerId,
    invoiceId,
    after: after === undefined ? undefined : readCursor(after),
    limit,
  });
  return { creditNotes: creditNotes.map(creditNoteOut), next };
}

export function creditNoteOut(note: StoredCreditNote) {
  return {
    creditNoteId: note.creditNoteId,
    number: note.number,
    invoiceId: note.invoiceId,
    invoiceNumber: note.invoiceNumber,
    customerId: note.customerId,
    currency: note.currency,
    net: Number(note.net),
    tax: Number(note.tax),
    total: Number(note.total),
    offBalance: Number(note.offBalance),
    toCredit: Number(note.toCredit),
    issueDate: note.issuedOn,
    createdAt: new Date(note.createdAt).toISOString(),
    hasDocument: note.hasDocument,
  };
}
