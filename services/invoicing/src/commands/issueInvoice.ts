import type { Totals } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { statusOf } from '../domain/invoice.ts';
import { decideIssue } from '../domain/issue.ts';
import { taxOut } from '../domain/taxOut.ts';
import { documentText } from '../store/documents.ts';
import { contentOf, type LockedInvoice, lockInvoice } from '../store/lockInvoice.ts';
import { takeNumber } from '../store/takeNumber.ts';

/** The draft becomes a debt: frozen, dated and numbered. */
export async function issueInvoice(ctx: Context, { invoiceId }: { invoiceId: string }) {
  const { tx, tenant, now, stage } = ctx;
  const [invoice, content] = await Promise.all([lockInvoice(ctx, invoiceId), contentOf(ctx, invoiceId)]);
  const issued = decideIssue({ invoice, ...content, timeZone: invoice.timeZone }, now);
  const { input, totals, issuedOn, dueOn } = issued;
  const document = documentText({ input, totals });
  const number = await takeNumber(ctx, 'invoice');
  await tx.sql`
    update invoices set number = ${number}, issued_on = ${issuedOn}, due_on = ${dueOn}, issued_at = ${now.toISOString()},
      document = ${document}, net = ${totals.netTotal}, tax = ${totals.taxTotal}, total = ${totals.total}
    where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
  stage.send(contract.invoiceIssued, issuedEvent(invoice, { number, issuedOn, dueOn, totals }));
  stage.appeared(`invoice:${invoiceId}`);
  const status = statusOf({ ...invoice, total: totals.total, number, dueOn }, issuedOn);
  return { invoiceId, number, total: Number(totals.total), currency: invoice.currency, dueDate: dueOn, status };
}

type Facts = { number: string; issuedOn: string; dueOn: string; totals: Totals };

function issuedEvent({ invoiceId, customerId, currency }: LockedInvoice, { number, issuedOn, dueOn, totals }: Facts) {
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
