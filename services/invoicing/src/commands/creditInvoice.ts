import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { newId } from '@purser/message';
import type { z } from 'zod';
import { creditNoteDocument } from '../documents/creditNoteDocument.ts';
import { type CreditAsked, type CreditDecision, decideCredit } from '../domain/credit.ts';
import { dueOf } from '../domain/invoice.ts';
import { yearOf } from '../domain/number.ts';
import { refuseDisputed } from '../domain/refund.ts';
import { addCredit } from '../store/addCredit.ts';
import { creditsOn, insertCreditNote } from '../store/creditNotes.ts';
import { findDocument, freezeDocument, openModel } from '../store/frozenDocuments.ts';
import { holdsAround } from '../store/holds.ts';
import { contentOf, type LockedInvoice, lockInvoice } from '../store/lockInvoice.ts';
import { askRefund, refundableOf } from '../store/refunds.ts';
import { takeNumber } from '../store/takeNumber.ts';
import { noteTaxes } from '../store/taxEntries.ts';
import { noteOnTimeline } from '../store/timeline.ts';

type Input = z.output<typeof contract.creditInvoice.input>;

/** A credit note: takes back the invoice, or lines of it. */
export async function creditInvoice(ctx: Context, input: Input) {
  const { creditNoteId, invoiceId, reason } = input;
  const [invoice, content, earlier, holds, refundable] = await Promise.all([
    lockInvoice(ctx, invoiceId),
    contentOf(ctx, invoiceId),
    creditsOn(ctx, invoiceId),
    holdsAround(ctx, invoiceId),
    refundableOf(ctx, invoiceId),
  ]);
  const facts = { invoice, totals: content.reckoning.totals, earlier, holds, refundable };
  const decision = decideCredit(facts, askedOf(input));
  if (decision.refund > 0n) refuseDisputed(invoice.disputed);
  const date = localDate(ctx.now, invoice.timeZone);
  await lowerDebt(ctx, invoice, decision);
  await noteOnTimeline(ctx, invoice, {
    what: 'credited',
    amount: decision.totals.total,
    sourceId: creditNoteId,
    text: reason,
  });
  const number = await takeNumber(ctx, 'creditNote', yearOf(date));
  if (!(await insertCreditNote(ctx, { creditNoteId, invoice, decision, number, date, reason })))
    throw fault('conflict', 'credit_note_exists', 'There is a credit note with this id.');
  const { customerId, currency } = invoice;
  const charging = { source: 'creditNote' as const, sourceId: creditNoteId, customerId, currency, on: date };
  await noteTaxes(ctx, [{ ...charging, totals: decision.totals }]);
  await freeze(ctx, { creditNoteId, invoice, decision, number, date }, reason);
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

type Noted = {
  creditNoteId: string;
  invoice: LockedInvoice;
  decision: CreditDecision;
  number: string;
  date: string;
};

function askedOf({ lines, amount, to }: Input): CreditAsked {
  return {
    lines: lines?.map((line) => ('amount' in line ? { ...line, amount: BigInt(line.amount) } : line)),
    amount: amount === undefined ? undefined : BigInt(amount),
    to,
  };
}

/**
 * The credit note takes after the invoice's own document. There is none for an invoice that was issued before documents were
 * kept: what is credited counts all the same.
 */
async function freeze(ctx: Context, { creditNoteId, invoice, decision, number, date }: Noted, reason: string) {
  const { invoiceId, customerId } = invoice;
  const document = await findDocument(ctx, invoiceId);
  if (!document) return;
  const invoiced = openModel(await ctx.keys(customerId), document);
  if (invoiced.kind !== 'invoice') return;
  const model = creditNoteDocument(invoiced, decision, { number, issuedOn: date, reason });
  const { brandHash } = document;
  await freezeDocument(ctx, { documentId: creditNoteId, invoiceId, customerId, brandHash, model });
}

async function say(ctx: Context, { creditNoteId, invoice, decision, number, date }: Noted) {
  const { invoiceId, customerId, currency } = invoice;
  const { totals, offBalance, toCredit, refund } = decision;
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
  if (refund > 0n) await askRefund(ctx, invoice, { refundId: newId(), creditNoteId, amount: refund, date });
  // The rest of a partly paid invoice was credited: what was paid is all there is to pay.
  const paid = invoice.paid + invoice.creditApplied;
  if (paid > 0n && offBalance > 0n && offBalance === dueOf(invoice))
    ctx.stage.send(contract.invoicePaid, { invoiceId, customerId, currency, paid: Number(paid) });
  return { creditNoteId, number, ...parts, refundAsked: Number(refund) };
}
