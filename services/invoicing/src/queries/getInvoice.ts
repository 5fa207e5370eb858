import { type Discount, explain, localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { dueOf, isDraft, statusOf } from '../domain/invoice.ts';
import type { Reckoning } from '../domain/reckoning.ts';
import { notFound } from '../domain/refusals.ts';
import { taxOut } from '../domain/taxOut.ts';
import { rateFaultsOn } from '../namedRates.ts';
import { readReckoning } from '../store/documents.ts';
import { openTexts } from '../store/openTexts.ts';
import { readInvoice } from '../store/readInvoice.ts';

type Reading = Pick<Context, 'tx' | 'tenant' | 'now' | 'keys' | 'actor'>;

/** One invoice as it stands now, each line with its reason. A draft is the tenant's own affair: customers do not find it. */
export async function getInvoice(ctx: Reading, { invoiceId }: { invoiceId: string }) {
  const stored = await readInvoice(ctx, invoiceId);
  if (!stored || (ctx.actor.kind === 'customer' && isDraft(stored))) throw notFound('invoice');
  // That nobody expects the money any more is known to staff alone: to everybody else it is owed, and can be paid.
  const invoice = ctx.actor.kind === 'staff' ? stored : { ...stored, writtenOff: 0n };
  const reckoning = readReckoning(invoice.document);
  const today = localDate(ctx.now, invoice.timeZone);
  const { customerId, number, currency, issuedOn, dueOn, allocations, creditNotes } = invoice;
  return {
    invoiceId,
    customerId,
    number,
    status: statusOf(invoice, today),
    currency,
    issueDate: issuedOn,
    dueDate: dueOn,
    terms_days: invoice.terms_days,
    createdAt: new Date(invoice.createdAt).toISOString(),
    discount: discountOut(reckoning.input.discount),
    ...(await openTexts(ctx, invoice)),
    totals: totalsOut(reckoning),
    paid: Number(invoice.paid),
    credited: Number(invoice.credited),
    creditApplied: Number(invoice.creditApplied),
    writtenOff: Number(invoice.writtenOff),
    due: Number(dueOf(invoice)),
    held: Number(invoice.held),
    disputed: invoice.disputed,
    lines: linesOut(reckoning),
    taxProblems: isDraft(stored) ? await rateFaultsOn(ctx, reckoning.input.lines, today) : [],
    allocations,
    creditNotes,
  };
}

function totalsOut({ totals }: Reckoning) {
  return {
    subtotal: Number(totals.subtotal),
    discountTotal: Number(totals.discountTotal),
    taxTotal: Number(totals.taxTotal),
    total: Number(totals.total),
    taxes: totals.taxTotals.map(taxOut),
  };
}

function linesOut({ input, totals }: Reckoning) {
  return totals.lines.map((line, index) => ({
    id: line.id,
    description: input.lines[index]?.description ?? '',
    quantity: line.quantity,
    unitAmount: Number(input.lines[index]?.unitAmount ?? 0n),
    discount: discountOut(input.lines[index]?.discount),
    taxes: [...(input.lines[index]?.taxes ?? [])],
    net: Number(line.net),
    tax: Number(line.total - line.net),
    total: Number(line.total),
    why: explain(line.why),
  }));
}

function discountOut(discount: Discount | undefined) {
  if (!discount) return null;
  return 'amount' in discount ? { amount: Number(discount.amount) } : discount;
}
