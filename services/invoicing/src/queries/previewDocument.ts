import { dueDate, localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { directory } from '@purser/contracts';
import type { DocumentModel } from '@purser/document';
import { fault } from '@purser/fault';
import { invoiceDocument } from '../documents/invoiceDocument.ts';
import { payAddress } from '../documents/payAddress.ts';
import { settledAtIssue } from '../domain/applyCredit.ts';
import { isDraft } from '../domain/invoice.ts';
import { notFound } from '../domain/refusals.ts';
import type { Outside } from '../outside.ts';
import { creditBalances } from '../store/creditBalances.ts';
import { readReckoning } from '../store/documents.ts';
import { findDocument, openModel } from '../store/frozenDocuments.ts';
import { openTexts } from '../store/openTexts.ts';
import { readInvoice } from '../store/readInvoice.ts';

type Reading = Pick<Context, 'tx' | 'tenant' | 'now' | 'keys' | 'correlation' | 'messageId'>;

/** A query's transaction stays open while directory is asked: few may wait so at a time, and none for long. */
const atOnce = 2;
const patience_ms = 3000;
/** In the place of the number that a draft has not. */
const unnumbered = 'Draft';

/** How an invoice would leave the house now; one that was issued, as it did. */
export function previewDocument({ client, publicUrl }: Pick<Outside, 'client' | 'publicUrl'>) {
  let asking = 0;
  const ask = async ({ tenant, correlation, messageId }: Reading, customerId: string) => {
    if (asking >= atOnce)
      throw fault('limited', 'too_many_previews', 'Many previews are being made. Try again in a moment.', {
        retryAfter_ms: 1000,
      });
    asking++;
    const actor = { kind: 'service' as const, name: 'invoicing' };
    const caller = { tenant, actor, correlation, causation: messageId, timeout_ms: patience_ms };
    try {
      const [from, to] = await Promise.all([
        client.query(directory.getTenant, {}, caller),
        client.query(directory.getCustomer, { customerId }, caller),
      ]);
      return { from, to };
    } finally {
      asking--;
    }
  };
  return async (ctx: Reading, { invoiceId }: { invoiceId: string }): Promise<{ model: DocumentModel }> => {
    const invoice = await readInvoice(ctx, invoiceId);
    if (!invoice) throw notFound('invoice');
    if (!isDraft(invoice)) return { model: await frozen(ctx, invoice) };
    const [texts, known] = [await openTexts(ctx, invoice), await ask(ctx, invoice.customerId)];
    const issuedOn = localDate(ctx.now, invoice.timeZone);
    const terms_days = invoice.terms_days ?? 0;
    const dueOn = dueDate(issuedOn, { kind: 'net', days: terms_days });
    const balance = (await creditBalances(ctx, [invoice.customerId], { locked: false })).has(invoice);
    const creditApplied = settledAtIssue(invoice.total, balance);
    const payAt = payAddress(publicUrl, known.from.slug, invoiceId);
    const credit = balance - creditApplied;
    const facts = { number: unnumbered, issuedOn, dueOn, terms_days, ...texts, credit, creditApplied, payAt };
    return { model: invoiceDocument(readReckoning(invoice.document), facts, known) };
  };
}

async function frozen(ctx: Reading, { invoiceId, customerId }: { invoiceId: string; customerId: string }) {
  const document = await findDocument(ctx, invoiceId);
  if (!document) throw notFound('document');
  return openModel(await ctx.keys(customerId), document);
}
