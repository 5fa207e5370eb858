import { localDate } from '@purser/billing';
import { directory, invoicing, payments } from '@purser/contracts';
import { fault } from '@purser/fault';
import { isCurrency, stripeMinimum } from '@purser/money';
import { shown } from '../api/ids.ts';
import type { PortalInvoiceModel } from '../api/models/portal.ts';
import { creditNotesOf, portalRoot } from '../api/views/creditNote.ts';
import type { Gateway } from '../gateway.ts';
import type { Customer } from '../identity/who.ts';
import { gathering } from '../joins/settle.ts';

const payable = new Set(['open', 'partlyPaid', 'overdue']);

/** An invoice as its payer sees it. @throws Fault notFound; drafts are nobody's business yet */
export async function readPortalInvoice(g: Gateway, who: Customer, invoiceId: string): Promise<PortalInvoiceModel> {
  const [invoice, document, timeline, tenant] = await Promise.all([
    g.client.query(invoicing.getInvoice, { invoiceId }, who),
    g.client.query(invoicing.getDocument, { documentId: invoiceId }, who),
    g.client.query(invoicing.getTimeline, { invoiceId }, who),
    g.client.query(directory.getTenant, {}, who),
  ]);
  const { number, issueDate, dueDate, currency, totals, status } = invoice;
  if (number === null || issueDate === null || dueDate === null)
    throw fault('notFound', 'invoice_not_found', 'There is no such invoice.');
  const money = (amount: number) => ({ amount, currency });
  const underWay = invoice.held > 0 ? await findUnderWay(g, who, invoiceId) : null;
  const paidAt = new Map(
    timeline.entries.flatMap(({ what, sourceId, at }) =>
      what === 'paymentAllocated' && sourceId ? [[sourceId, at]] : [],
    ),
  );
  return {
    id: shown('inv', invoiceId),
    number,
    status,
    issueDate,
    dueDate,
    currency,
    total: money(totals.total),
    paid: money(invoice.paid),
    credited: money(invoice.credited),
    creditApplied: money(invoice.creditApplied),
    due: money(invoice.due),
    minimumPart: money(Math.min(minimumOf(currency), invoice.due)),
    model: document.model,
    payments: invoice.allocations.map(({ paymentId, amount }) => {
      const at = paidAt.get(paymentId);
      const id = shown('pay', paymentId);
      return {
        id,
        amount: money(amount),
        paidOn: at ? localDate(new Date(at), tenant.timeZone) : null,
        receipt: `/api/v1/portal/payments/${id}/receipt.pdf`,
      };
    }),
    creditNotes: creditNotesOf(invoice, portalRoot),
    canPay: payable.has(status) && invoice.due > 0 && underWay === null,
    holdInProgress: invoice.held > 0,
    underWay,
  };
}

/** What a bank is at work on. Where payments cannot say, the page offers to pay, and is refused if it may not. */
async function findUnderWay(g: Gateway, who: Customer, invoiceId: string): Promise<PortalInvoiceModel['underWay']> {
  const told = await gathering(g.log).ask('payments', g.client.query(payments.listAttempts, { invoiceId }, who));
  const attempt = told?.attempts.find(({ status }) => status === 'processing');
  if (!attempt) return null;
  const { amount, currency, changedAt, way } = attempt;
  return { amount: { amount, currency }, since: changedAt, isDebit: way === 'directDebit' };
}

/** Minor units; one where Stripe documents no least. */
function minimumOf(currency: string): number {
  return isCurrency(currency) ? Number(stripeMinimum(currency)?.amount ?? 1n) : 1;
}
