import type { Ask, Context, MessageFacts } from '@purser/bus';
import { invoicing as contract, directory } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { invoiceDocument } from '../documents/invoiceDocument.ts';
import type { Customer, Tenant } from '../documents/issuer.ts';
import { statusOf } from '../domain/invoice.ts';
import { decideIssue, type Issued } from '../domain/issue.ts';
import { notFound } from '../domain/refusals.ts';
import { taxOut } from '../domain/taxOut.ts';
import type { Outside } from '../outside.ts';
import { documentText } from '../store/documents.ts';
import { freezeDocument, keepBrand } from '../store/frozenDocuments.ts';
import { contentOf, customerOf, type DraftContent, type LockedInvoice, lockInvoice } from '../store/lockInvoice.ts';
import { openTexts } from '../store/openTexts.ts';
import { takeNumber } from '../store/takeNumber.ts';
import { noteOnTimeline } from '../store/timeline.ts';

type Input = z.output<typeof contract.issueInvoice.input>;
type Gathered = { from: Tenant; to: Customer };

/** The draft becomes a debt: frozen whole as the customer gets it, dated and numbered. */
export function issueInvoice(outside: Outside) {
  return {
    gather: (facts: MessageFacts & { ask: Ask }, input: Input) => gather(outside, facts, input),
    plan,
    steps: {},
  };
}

async function gather(
  { runtime }: Outside,
  { tenant, ask }: MessageFacts & { ask: Ask },
  { invoiceId }: Input,
): Promise<Gathered> {
  const customerId = await runtime.tenantTx({ tenant }, (tx) => customerOf({ tx, tenant }, invoiceId));
  if (customerId === undefined) throw notFound('invoice');
  const [from, to] = await Promise.all([
    ask.query(directory.getTenant, {}),
    ask.query(directory.getCustomer, { customerId }),
  ]);
  return { from, to };
}

async function plan(ctx: Context, { invoiceId, issueDate, send }: Input, { from, to }: Gathered) {
  const [invoice, content] = await Promise.all([lockInvoice(ctx, invoiceId), contentOf(ctx, invoiceId)]);
  const terms_days = content.terms_days ?? to.terms_days ?? from.terms_days;
  const issued = decideIssue({ invoice, ...content, terms_days, timeZone: invoice.timeZone }, ctx.now, issueDate);
  if (invoice.customerId !== to.customerId)
    throw fault('conflict', 'draft_changed', 'This draft has just been changed. It was not issued; look at it again.');
  const number = await freeze(ctx, { invoice, content, issued, terms_days, from, to });
  const { totals, dueOn, today } = issued;
  ctx.stage.send(contract.invoiceIssued, {
    ...issuedEvent(invoice, { ...issued, number }),
    ...(send !== undefined && { send }),
  });
  // The mail will want the PDF: by then it is there.
  if (send !== false) ctx.stage.send(contract.renderDocument, { documentId: invoiceId });
  ctx.stage.appeared(`invoice:${invoiceId}`);
  const status = statusOf({ ...invoice, total: totals.total, number, dueOn }, today);
  const done = { invoiceId, number, total: Number(totals.total), currency: invoice.currency, dueDate: dueOn, status };
  return { done };
}

type Leaving = Gathered & { invoice: LockedInvoice; content: DraftContent; issued: Issued; terms_days: number };

/** Writes what leaves the house. @returns the number, which is taken last: until the commit nobody else gets one. */
async function freeze(ctx: Context, { invoice, content, issued, terms_days, from, to }: Leaving): Promise<string> {
  const { tx, tenant, now } = ctx;
  const { invoiceId, customerId } = invoice;
  const { totals, issuedOn, dueOn } = issued;
  const [texts, brandHash] = await Promise.all([
    openTexts(ctx, { invoiceId, customerId, ...content }),
    keepBrand(ctx, from.brand),
    noteOnTimeline(ctx, invoice, { what: 'issued', amount: totals.total, sourceId: invoiceId }),
  ]);
  const number = await takeNumber(ctx, 'invoice');
  const model = invoiceDocument(issued, { number, issuedOn, dueOn, terms_days, ...texts }, { from, to });
  await Promise.all([
    freezeDocument(ctx, { documentId: invoiceId, invoiceId, customerId, brandHash, model }),
    tx.sql`
      update invoices set number = ${number}, issued_on = ${issuedOn}, due_on = ${dueOn}, issued_at = ${now.toISOString()},
        terms_days = ${terms_days}, document = ${documentText({ input: issued.input, totals })}, net = ${totals.netTotal},
        tax = ${totals.taxTotal}, total = ${totals.total}
      where tenant_id = ${tenant} and invoice_id = ${invoiceId}`,
  ]);
  return number;
}

function issuedEvent(
  { invoiceId, customerId, currency }: LockedInvoice,
  { number, issuedOn, dueOn, totals }: Issued & { number: string },
) {
  return {
    invoiceId,
    customerId,
    currency,
    number,
    issueDate: issuedOn,
    dueDate: dueOn,
    net: Number(totals.netTotal),
    tax: Number(totals.taxTotal),
    total: Number(totals.total),
    taxes: totals.taxTotals.map(taxOut),
  };
}
