import type { Context } from '@purser/bus';
import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from '../commands/planAndSend.ts';

/** The customer is told what was credited, and what of it is theirs now. */
export async function onCreditNoteIssued(
  ctx: Context,
  {
    creditNoteId,
    invoiceId,
    customerId,
    number,
    currency,
    total,
    toCredit,
  }: z.output<typeof invoicing.creditNoteIssued.input>,
): Promise<void> {
  await planAndSend(ctx, {
    kind: 'creditNoteIssued',
    sourceId: creditNoteId,
    customerId,
    invoiceId,
    documentId: creditNoteId,
    reference: number,
    sum: { amount: total, currency, credit: toCredit },
  });
}
