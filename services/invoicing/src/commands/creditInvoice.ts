import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { type CreditDecision, decideCredit } from '../domain/credit.ts';
import { dueOf } from '../domain/invoice.ts';
import { addCredit } from '../store/addCredit.ts';
import { creditsOn, insertCreditNote } from '../store/creditNotes.ts';
import { holdsAround } from '../store/holds.ts';
import { contentOf, type LockedInvoice, lockInvoice } from '../store/lockInvoice.ts';
import { takeNumber } from '../store/takeNumber.ts';
import { noteOnTimeline } from '../store/timeline.ts';

/** A credit note: takes back the invoice, or lines of it. */
export async function creditInvoice(ctx: Context, input: z.output<typeof contract.creditInvoice.input>) {
  const { creditNoteId, invoiceId, reason } = input;
  const lines = input.lines?.map(({ lineId, amount }) => ({ lineId, amount: BigInt(amount) }));
  const [invoice, content, earlier, holds] = await Promise.all([
    lockInvoice(ctx, invoiceId),
    contentOf(ctx, invoiceId),
    creditsOn(ctx, invoiceId),
    holdsAround(ctx, invoiceId),
  ]);
  const decision = decideCredit({ invoice, totals: content.reckoning.totals, earlier, holds }, lines);
  const date = localDate(ctx.now, invoice.timeZone);
  await lowerDebt(ctx, invoice, decision);
  await noteOnTimeline(ctx, invoice, { what: 'credited', amount: decision.totals.total, sourceId: creditNoteId });
  const number = await takeNumber(ctx, 'creditNote');
  if (!(await insertCreditNote(ctx, { creditNoteId, invoice, decision, number, date, reason })))
    throw fault('conflict', 'credit_note_exists', 'There is a credit note with this id.');
  return say(ctx, { creditNoteId, invoice, decision, number, date });
}

async function lowerDebt(
  { tx, tenant }: Context,
  { invoiceId }: LockedInvoice,
  { totals, offBalance }: CreditDecision,
) {
  await tx.sql`
    update invoices set credited = credited + ${totals.total}, off_balance = off_balance + ${offBalance}
    where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
}

type Noted = { creditNoteId: string; invoice: LockedInvoice; decision: CreditDecision; number: string; date: string };

async function say(ctx: Context, { creditNoteId, invoice, decision, number, date }: Noted) {
  const { invoiceId, customerId, currency, paid } = invoice;
  const { totals, offBalance, toCredit } = decision;
  const parts = { total: Number(totals.total), offBalance: Number(offBalance), toCredit: Number(toCredit) };
  ctx.stage.send(contract.creditNoteIssued, {
    invoiceId,
    customerId,
    currency,
    creditNoteId,
    number,
    date,
    net: Number(totals.netTotal),
    tax: Number(totals.taxTotal),
    ...parts,
  });
  if (toCredit > 0n)
    await addCredit(ctx, {
      customerId,
      currency,
      amount: toCredit,
      date,
      source: 'creditNote',
      sourceId: creditNoteId,
    });
  // The rest of a partly paid invoice was credited: what was paid is all there is to pay.
  if (paid > 0n && offBalance > 0n && offBalance === dueOf(invoice))
    ctx.stage.send(contract.invoicePaid, { invoiceId, customerId, currency, paid: Number(paid) });
  return { creditNoteId, number, ...parts };
}
