import { type Discount, explain, localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { dueOf, isDraft, statusOf } from '../domain/invoice.ts';
import type { Reckoning } from '../domain/reckoning.ts';
import { notFound } from '../domain/refusals.ts';
import { taxOut } from '../domain/taxOut.ts';
import { readReckoning } from '../store/documents.ts';
import { openTexts } from '../store/openTexts.ts';
import { readInvoice } from '../store/readInvoice.ts';

type Reading = Pick<Context, 'tx' | 'tenant' | 'now' | 'keys' | 'actor'>;

/** One invoice as it stands now, each line with its reason. A draft is the tenant's own affair: customers do not find it. */
export async function getInvoice(ctx: Reading, { invoiceId }: { invoiceId: string }) {
  const invoice = await readInvoice(ctx, invoiceId);
  if (!invoice || (ctx.actor.kind === 'customer' && isDraft(invoice))) throw notFound('invoice');
  const reckoning = readReckoning(invoice.document);
  const { customerId, number, currency, issuedOn, dueOn, allocations } = invoice;
  return {
    invoiceId,
    customerId,
    number,
    status: statusOf(invoice, localDate(ctx.now, invoice.timeZone)),
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
    due: Number(dueOf(invoice)),
    held: Number(invoice.held),
    lines: linesOut(reckoning),
    allocations,
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
