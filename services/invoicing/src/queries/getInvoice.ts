import { explain, localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { dueOf, isDraft, statusOf } from '../domain/invoice.ts';
import type { Reckoning } from '../domain/reckoning.ts';
import { notFound } from '../domain/refusals.ts';
import { taxOut } from '../domain/taxOut.ts';
import { readReckoning } from '../store/documents.ts';
import { readInvoice, type StoredInvoice } from '../store/readInvoice.ts';

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
    ...(await unsealed(ctx, invoice)),
    totals: totalsOut(reckoning),
    paid: Number(invoice.paid),
    credited: Number(invoice.credited),
    due: Number(dueOf(invoice)),
    held: Number(invoice.held),
    lines: linesOut(reckoning),
    allocations,
  };
}

/** The invoice outlives the customer's erasure; what was sealed under their key does not. */
async function unsealed({ keys }: Reading, { invoiceId, customerId, note, poNumber }: StoredInvoice) {
  if (!note && !poNumber) return { note: null, poNumber: null };
  const ring = await keys(customerId);
  const open = (field: string, sealed: Buffer | null) =>
    sealed && !ring.destroyed ? ring.openText(`invoice.${field}`, invoiceId, sealed) : null;
  return { note: open('note', note), poNumber: open('poNumber', poNumber) };
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
    net: Number(line.net),
    tax: Number(line.total - line.net),
    total: Number(line.total),
    why: explain(line.why),
  }));
}
