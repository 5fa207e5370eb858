import { directory, invoicing, payments } from '@purser/contracts';
import { fault } from '@purser/fault';
import { principal } from '@purser/message';
import { z } from 'zod';
import { pdfAnswer } from '../../documents/pdf.ts';
import type { Gateway } from '../../gateway.ts';
import { apiHeaders } from '../../http/securityHeaders.ts';
import { customerOfSession } from '../../identity/identify.ts';
import type { Customer } from '../../identity/who.ts';
import { liveAnswer } from '../../live/stream.ts';
import { customerEvent } from '../../live/texts.ts';
import { noteView } from '../../portal/enter.ts';
import { readPortalInvoice } from '../../portal/readInvoice.ts';
import { uuidOf } from '../ids.ts';
import { creditNoteId, invoiceId, paymentId } from '../models/common.ts';
import { type PanelQuery, panelModel, panelQuery } from '../models/panel.ts';
import { portalInvoiceModel } from '../models/portal.ts';
import { type Call, forCustomer, type Operation, ok } from '../operation.ts';
import { invoicesIn, panelAnswer, portalPlaces, withInvoiceNumbers } from '../views/panel.ts';
import { panelInputOf } from './panels.ts';

const tag = 'Portal';
const root = '/api/v1/portal';
const ofInvoice = z.strictObject({ id: invoiceId });
const ofCreditNote = z.strictObject({ id: creditNoteId });
const ofPayment = z.strictObject({ id: paymentId });
type OfOne = { params: { id: string } };
const thatInvoice = { invoice: ({ params }: OfOne) => uuidOf(params.id) };

/** What a customer sees. */
export function portalOperations(g: Gateway): Operation[] {
  const itsInvoice = async ({ who, params }: { who: Customer } & OfOne) => {
    const { invoiceId: about } = await g.client.query(invoicing.getDocument, { documentId: uuidOf(params.id) }, who);
    if (about === null) throw fault('notFound', 'document_not_found', 'There is no such document.');
    return about;
  };
  return [
    forCustomer(
      {
        method: 'get',
        path: `${root}/invoices/{id}`,
        tag,
        summary: 'An invoice, to look at and to pay',
        params: ofInvoice,
        answer: portalInvoiceModel,
        reach: thatInvoice,
      },
      async ({ who, params }) => {
        const invoice = await readPortalInvoice(g, who, uuidOf(params.id));
        noteView(g, who, uuidOf(params.id));
        return ok(invoice);
      },
    ),
    forCustomer(
      {
        method: 'get',
        path: `${root}/invoices/{id}/pdf`,
        tag,
        summary: 'Its document',
        params: ofInvoice,
        type: 'application/pdf',
        reach: thatInvoice,
      },
      async ({ c, who, params }) =>
        pdfAnswer(g, who, { documentId: uuidOf(params.id), kind: 'invoice' }, c.req.header('if-none-match')),
    ),
    forCustomer(
      {
        method: 'get',
        path: `${root}/payments/{id}/receipt.pdf`,
        tag,
        summary: 'The receipt of a payment',
        params: ofPayment,
        type: 'application/pdf',
        reach: { invoice: itsInvoice },
      },
      async ({ c, who, params }) =>
        pdfAnswer(g, who, { documentId: uuidOf(params.id), kind: 'receipt' }, c.req.header('if-none-match')),
    ),
    forCustomer(
      {
        method: 'get',
        path: `${root}/credit-notes/{id}/pdf`,
        tag,
        summary: 'A credit note on an invoice',
        params: ofCreditNote,
        type: 'application/pdf',
        reach: { invoice: itsInvoice },
      },
      async ({ c, who, params }) =>
        pdfAnswer(g, who, { documentId: uuidOf(params.id), kind: 'creditNote' }, c.req.header('if-none-match')),
    ),
    ...portalLists(g),
  ];
}

/** What a customer sees of all of it. */
function portalLists(g: Gateway): Operation[] {
  return [
    forCustomer(
      {
        method: 'get',
        path: `${root}/panels/invoices`,
        tag,
        summary: 'All invoices as a panel',
        query: panelQuery,
        answer: panelModel,
        reach: 'portal',
      },
      async (call) => ok(await portalPanel(g, call, invoicing.invoicesPanel, 'inv')),
    ),
    forCustomer(
      {
        method: 'get',
        path: `${root}/panels/payments`,
        tag,
        summary: 'All payments as a panel',
        query: panelQuery,
        answer: panelModel,
        reach: 'portal',
      },
      async (call) => ok(await portalPanel(g, call, payments.paymentsPanel, 'pay')),
    ),
    forCustomer(
      {
        method: 'get',
        path: `${root}/live`,
        tag,
        summary: 'What happens, as it happens',
        type: 'text/event-stream',
        reach: 'session',
      },
      async ({ who }) => live(g, who),
    ),
  ];
}

export async function portalPanel(
  g: Gateway,
  call: Call<Customer, undefined, PanelQuery, undefined>,
  spec: typeof invoicing.invoicesPanel,
  prefix: 'inv' | 'pay' | 'quo',
) {
  const { who } = call;
  const { input, next } = panelInputOf(g, call);
  const [view, tenant, customer] = await Promise.all([
    // A customer's own, whatever the query names.
    g.client.query(spec, { ...input, customerId: who.actor.id }, who),
    g.client.query(directory.getTenant, {}, who),
    g.client.query(directory.getCustomer, { customerId: who.actor.id }, who),
  ]);
  const names = new Map([[who.actor.id, { name: customer.name }]]);
  const isPayments = spec === payments.paymentsPanel;
  const panel = isPayments ? withInvoiceNumbers(view, await g.names.ofInvoices(who, invoicesIn(view))) : view;
  return panelAnswer({ ...panel, next: next(panel.next) }, { names, places: portalPlaces(tenant.slug), prefix });
}

function live(g: Gateway, who: Customer): Response {
  const { tenant, session, invoiceId: only, quoteId: onlyQuote, actor } = who;
  return liveAnswer({
    hub: g.live,
    session: session.sessionId,
    person: principal(actor),
    tenant,
    headers: apiHeaders(g.config),
    heartbeat_ms: g.heartbeat_ms,
    view: (happening) => {
      if (happening.customerId !== actor.id) return undefined;
      if (only !== null && happening.invoiceId !== only) return undefined;
      if (onlyQuote !== null && happening.quoteId !== onlyQuote) return undefined;
      return customerEvent(happening);
    },
    alive: async () => {
      const open = await g.sessions.isOpen(session.sessionId);
      return (
        open !== undefined && (await customerOfSession({ ...open, csrfToken: session.csrfToken }, g)) !== undefined
      );
    },
  });
}
