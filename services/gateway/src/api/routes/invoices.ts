import { directory, invoicing, notifications } from '@purser/contracts';
import { fault } from '@purser/fault';
import { z } from 'zod';
import { pdfAnswer } from '../../documents/pdf.ts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { readTimeline } from '../../joins/timeline.ts';
import { shown, uuidOf } from '../ids.ts';
import { listForStaff, ofThem } from '../list.ts';
import { invoiceId, listOf } from '../models/common.ts';
import {
  creditBody,
  creditNoteModel,
  documentAnswer,
  draftBody,
  invoiceListQuery,
  invoiceModel,
  invoiceSummary,
  issueBody,
  outsidePaymentBody,
  outsidePaymentModel,
  revokedAnswer,
  voidBody,
} from '../models/invoice.ts';
import { acknowledged } from '../models/portal.ts';
import { timelineModel } from '../models/timeline.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { invoiceSummaryView } from '../views/invoice.ts';
import { draftFields, drafting, knownCustomer } from './drafts.ts';
import { lifeOperations } from './invoiceLife.ts';
import { invoiceOf, readInvoice, reread } from './readInvoice.ts';

const tag = 'Invoices';
const params = z.strictObject({ id: invoiceId });
const one = '/api/v1/invoices/{id}';

/** Reading invoices. */
export function invoiceQueries(g: Gateway): Operation[] {
  return [
    listForStaff(
      g,
      {
        path: '/api/v1/invoices',
        tag,
        summary: 'Invoices, the newest first',
        query: invoiceListQuery,
        answer: listOf(invoiceSummary),
      },
      {
        read: ({ who, query: { customer, status, number } }, page) =>
          g.client.query(invoicing.listInvoices, { ...ofThem({ customer }), status, number, ...page }, who),
        rows: (list) => list.invoices,
        customer: (invoice) => invoice.customerId,
        view: invoiceSummaryView,
      },
    ),
    forStaff(
      { method: 'get', path: one, tag, summary: 'One invoice', params, answer: invoiceModel },
      async ({ who, params: { id } }) => ok(await readInvoice(g, who, uuidOf(id))),
    ),
    forStaff(
      { method: 'get', path: `${one}/timeline`, tag, summary: 'What happened to it', params, answer: timelineModel },
      async ({ who, params: { id } }) => ok(await readTimeline(g, who, uuidOf(id))),
    ),
    forStaff(
      {
        method: 'get',
        path: `${one}/document`,
        tag,
        summary: 'The document as data; of a draft, how it would look',
        params,
        answer: documentAnswer,
      },
      async ({ who, params: { id } }) => ok({ model: await readModel(g, who, uuidOf(id)) }),
    ),
    forStaff(
      {
        method: 'get',
        path: `${one}/pdf`,
        tag,
        summary: 'The document of an issued invoice',
        params,
        type: 'application/pdf',
      },
      async ({ c, who, params: { id } }) =>
        pdfAnswer(g, who, { documentId: uuidOf(id), kind: 'invoice' }, c.req.header('if-none-match')),
    ),
  ];
}

/** Making and changing drafts. */
export function draftOperations(g: Gateway): Operation[] {
  const draft = { tag, body: draftBody, answer: invoiceModel };
  return [
    forStaff(
      { ...drafting.make, ...draft, path: '/api/v1/invoices', summary: 'Drafts an invoice' },
      sending(g, invoicing.draftInvoice, {
        before: (call) => knownCustomer(g, call),
        ask: (call, ids) => ({ invoiceId: ids.madeId, ...draftFields(call.body) }),
        view: (made, call) => readInvoice(g, call.who, made.invoiceId),
      }),
    ),
    forStaff(
      { ...drafting.replace, ...draft, path: one, params },
      sending(g, invoicing.updateDraft, {
        before: (call) => knownCustomer(g, call),
        ask: (call) => ({ ...invoiceOf(call), ...draftFields(call.body) }),
        view: (made, call) => readInvoice(g, call.who, made.invoiceId),
      }),
    ),
    forStaff(
      { ...drafting.discard, path: one, tag, params },
      sending(g, invoicing.discardDraft, { ask: invoiceOf, view: () => null }),
    ),
  ];
}

/** What moves an invoice on. */
export function invoiceCommands(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'post',
        path: `${one}/issue`,
        tag,
        summary: 'Issues it: number, dates, debt',
        params,
        body: issueBody,
        answer: invoiceModel,
        key: 'required',
      },
      sending(g, invoicing.issueInvoice, { ask: (call) => ({ ...invoiceOf(call), ...call.body }), view: reread(g) }),
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/void`,
        tag,
        summary: 'Voids it',
        params,
        body: voidBody,
        answer: invoiceModel,
        key: 'accepted',
      },
      sending(g, invoicing.voidInvoice, { ask: (call) => ({ ...invoiceOf(call), ...call.body }), view: reread(g) }),
    ),
    ...moneyCommands(g),
  ];
}

/** What changes how much is owed. */
function moneyCommands(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'post',
        path: `${one}/credit`,
        tag,
        summary: 'Credits it: whole, by lines, or an amount',
        params,
        body: creditBody,
        answer: creditNoteModel,
        key: 'required',
        status: 201,
      },
      sending(g, invoicing.creditInvoice, {
        ask: (call, ids) => ({ creditNoteId: ids.madeId, ...invoiceOf(call), ...call.body }),
        view: ({ creditNoteId, ...note }) => ({ creditNoteId: shown('crn', creditNoteId), ...note }),
      }),
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/payments`,
        tag,
        summary: 'Records money that came another way',
        params,
        body: outsidePaymentBody,
        answer: outsidePaymentModel,
        key: 'required',
        status: 201,
      },
      sending(g, invoicing.recordPayment, {
        ask: (call, ids) => ({ paymentId: ids.madeId, ...invoiceOf(call), ...call.body }),
        view: ({ paymentId, ...rest }) => ({ paymentId: shown('pay', paymentId), ...rest }),
      }),
    ),
    ...lifeOperations(g),
    ...linkOperations(g),
  ];
}

function linkOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'post',
        path: `${one}/send`,
        tag,
        summary: 'Mails it again, with a fresh link',
        params,
        key: 'accepted',
        answer: acknowledged,
      },
      sending(g, notifications.sendInvoiceLink, {
        ask: async (call, { madeId }) => {
          const { invoiceId, number, customerId } = await g.client.query(
            invoicing.getInvoice,
            invoiceOf(call),
            call.who,
          );
          if (number === null)
            throw fault('rejected', 'invoice_draft', 'This invoice is a draft. Issue it, and it can be sent.');
          return { mailId: madeId, customerId, invoiceId };
        },
        view: () => ({}),
      }),
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/links/revoke`,
        tag,
        summary: 'Takes all its links back',
        params,
        answer: revokedAnswer,
      },
      sending(g, directory.revokeLinks, {
        // Whose links they are is for invoicing to say: of another tenant's invoice there is nothing here.
        ask: async (call) => {
          const { invoiceId } = await g.client.query(invoicing.getInvoice, invoiceOf(call), call.who);
          return { invoiceId };
        },
        view: (result) => result,
      }),
    ),
  ];
}

/** The frozen document; of a draft, how it would look. */
async function readModel(g: Gateway, who: Staff, id: string) {
  const { number } = await g.client.query(invoicing.getInvoice, { invoiceId: id }, who);
  if (number === null) return (await g.client.query(invoicing.previewDocument, { invoiceId: id }, who)).model;
  return (await g.client.query(invoicing.getDocument, { documentId: id }, who)).model;
}
