import { directory, invoicing, notifications } from '@purser/contracts';
import { fault } from '@purser/fault';
import { newId } from '@purser/message';
import { z } from 'zod';
import { requestIds, send } from '../../commands/send.ts';
import { settled } from '../../commands/settled.ts';
import { pdfAnswer } from '../../documents/pdf.ts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { readTimeline } from '../../joins/timeline.ts';
import { shown, uuidOf } from '../ids.ts';
import { pageOf } from '../list.ts';
import { invoiceId, listOf } from '../models/common.ts';
import {
  creditBody,
  creditNoteModel,
  type DraftBody,
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
import { forStaff, nothing, type Operation, ok } from '../operation.ts';
import { invoiceSummaryView, invoiceView } from '../views/invoice.ts';

const tag = 'Invoices';
const params = z.strictObject({ id: invoiceId });
const one = '/api/v1/invoices/{id}';

/** Reading invoices. */
export function invoiceQueries(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: '/api/v1/invoices',
        tag,
        summary: 'Invoices, the newest first',
        query: invoiceListQuery,
        answer: listOf(invoiceSummary),
      },
      async (call) => {
        const { who, query } = call;
        const { page, next } = pageOf(g, call);
        const filter = {
          ...(query.customer && { customerId: uuidOf(query.customer) }),
          ...(query.status && { status: query.status }),
          ...(query.number && { number: query.number }),
        };
        const list = await g.client.query(invoicing.listInvoices, { ...filter, ...page }, who);
        const names = await g.names.ofCustomers(
          who,
          list.invoices.map((each) => each.customerId),
        );
        return ok({
          data: list.invoices.map((each) => invoiceSummaryView(each, names.get(each.customerId))),
          next: next(list.next),
        });
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
      async ({ c, who, params: { id } }) => pdfAnswer(g, who, uuidOf(id), c.req.header('if-none-match')),
    ),
  ];
}

/** Making and changing drafts. */
export function draftOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'post',
        path: '/api/v1/invoices',
        tag,
        summary: 'Drafts an invoice',
        body: draftBody,
        answer: invoiceModel,
        status: 201,
        key: 'accepted',
        later: true,
        problems: [404, 422],
        largest_bytes: 1_048_576,
      },
      async (call) => {
        const { who, body } = call;
        await knownCustomer(g, who, body.customerId);
        const ids = await requestIds(g, call);
        const sent = await send(g, call, invoicing.draftInvoice, { invoiceId: ids.madeId, ...draftFields(body) }, ids);
        return settled(sent, (made) => readInvoice(g, who, made.invoiceId), 201);
      },
    ),
    forStaff(
      {
        method: 'put',
        path: one,
        tag,
        summary: 'Replaces a draft',
        params,
        body: draftBody,
        answer: invoiceModel,
        later: true,
        problems: [422],
        largest_bytes: 1_048_576,
      },
      async (call) => {
        const {
          who,
          body,
          params: { id },
        } = call;
        await knownCustomer(g, who, body.customerId);
        const ids = await requestIds(g, call);
        const sent = await send(g, call, invoicing.updateDraft, { invoiceId: uuidOf(id), ...draftFields(body) }, ids);
        return settled(sent, (made) => readInvoice(g, who, made.invoiceId));
      },
    ),
    forStaff(
      { method: 'delete', path: one, tag, summary: 'Discards a draft', params, later: true, problems: [422] },
      async (call) => {
        const ids = await requestIds(g, call);
        const sent = await send(g, call, invoicing.discardDraft, { invoiceId: uuidOf(call.params.id) }, ids);
        return 'done' in sent ? nothing : settled(sent, () => null);
      },
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
        later: true,
      },
      async (call) => {
        const ids = await requestIds(g, call);
        const invoice = uuidOf(call.params.id);
        const sent = await send(g, call, invoicing.issueInvoice, { invoiceId: invoice, ...call.body }, ids);
        return settled(sent, () => readInvoice(g, call.who, invoice));
      },
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
        later: true,
      },
      async (call) => {
        const ids = await requestIds(g, call);
        const invoice = uuidOf(call.params.id);
        const sent = await send(g, call, invoicing.voidInvoice, { invoiceId: invoice, ...call.body }, ids);
        return settled(sent, () => readInvoice(g, call.who, invoice));
      },
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
        summary: 'Credits it, whole or by lines',
        params,
        body: creditBody,
        answer: creditNoteModel,
        key: 'required',
        later: true,
        status: 201,
      },
      async (call) => {
        const ids = await requestIds(g, call);
        const { lines, reason } = call.body;
        const asked = { creditNoteId: ids.madeId, invoiceId: uuidOf(call.params.id), reason, ...(lines && { lines }) };
        const sent = await send(g, call, invoicing.creditInvoice, asked, ids);
        return settled(
          sent,
          ({ creditNoteId, ...note }) => ({ creditNoteId: shown('crn', creditNoteId), ...note }),
          201,
        );
      },
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
        later: true,
        status: 201,
      },
      async (call) => {
        const ids = await requestIds(g, call);
        const asked = { paymentId: ids.madeId, invoiceId: uuidOf(call.params.id), ...call.body };
        const sent = await send(g, call, invoicing.recordPayment, asked, ids);
        return settled(sent, ({ paymentId, ...rest }) => ({ paymentId: shown('pay', paymentId), ...rest }), 201);
      },
    ),
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
        later: true,
        status: 202,
        answer: acknowledged,
      },
      async (call) => {
        const ids = await requestIds(g, call);
        const invoice = uuidOf(call.params.id);
        const { number, customerId } = await g.client.query(invoicing.getInvoice, { invoiceId: invoice }, call.who);
        if (number === null)
          throw fault('rejected', 'invoice_draft', 'This invoice is a draft. Issue it, and it can be sent.');
        const mail = { mailId: ids.madeId, customerId, invoiceId: invoice };
        return settled(await send(g, call, notifications.sendInvoiceLink, mail, ids), () => ({}), 202);
      },
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/links/revoke`,
        tag,
        summary: 'Takes all its links back',
        params,
        answer: revokedAnswer,
        later: true,
      },
      async (call) => {
        const ids = { messageId: newId(), madeId: newId() };
        // Whose links they are is for invoicing to say: of another tenant's invoice there is nothing here.
        const { invoiceId } = await g.client.query(
          invoicing.getInvoice,
          { invoiceId: uuidOf(call.params.id) },
          call.who,
        );
        const sent = await send(g, call, directory.revokeLinks, { invoiceId }, ids);
        return settled(sent, (result) => result);
      },
    ),
  ];
}

async function readInvoice(g: Gateway, who: Staff, id: string) {
  const invoice = await g.client.query(invoicing.getInvoice, { invoiceId: id }, who);
  const names = await g.names.ofCustomers(who, [invoice.customerId]);
  return invoiceView(invoice, names.get(invoice.customerId));
}

/** The frozen document; of a draft, how it would look. */
async function readModel(g: Gateway, who: Staff, id: string) {
  const { number } = await g.client.query(invoicing.getInvoice, { invoiceId: id }, who);
  if (number === null) return (await g.client.query(invoicing.previewDocument, { invoiceId: id }, who)).model;
  return (await g.client.query(invoicing.getDocument, { documentId: id }, who)).model;
}

/** Directory knows customers first; that invoicing has not heard of one yet is no reason to refuse. @throws Fault notFound */
async function knownCustomer(g: Gateway, who: Staff, customerId: string): Promise<void> {
  await g.client.query(directory.getCustomer, { customerId: uuidOf(customerId) }, who);
}

function draftFields({ customerId, termsDays, ...body }: DraftBody) {
  return { customerId: uuidOf(customerId), ...body, ...(termsDays !== undefined && { terms_days: termsDays }) };
}
