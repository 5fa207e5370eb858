import { invoicing, notifications } from '@purser/contracts';
import { fault } from '@purser/fault';
import { z } from 'zod';
import { pdfAnswer } from '../../documents/pdf.ts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { readQuoteTimeline } from '../../joins/quoteTimeline.ts';
import { shown, uuidOf } from '../ids.ts';
import { listForStaff, ofThem } from '../list.ts';
import { listOf, quoteId } from '../models/common.ts';
import { documentAnswer } from '../models/invoice.ts';
import { acknowledged } from '../models/portal.ts';
import {
  acceptBody,
  convertedAnswer,
  declineBody,
  quoteDraftBody,
  quoteListQuery,
  quoteModel,
  quoteSummary,
  sendQuoteBody,
} from '../models/quote.ts';
import { timelineModel } from '../models/timeline.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { quoteSummaryView, quoteView } from '../views/quote.ts';
import { draftFields, drafting, knownCustomer } from './drafts.ts';

const tag = 'Quotes';
const params = z.strictObject({ id: quoteId });
const one = '/api/v1/quotes/{id}';

type OfOne = { params: { id: string } };
const quoteOf = ({ params: { id } }: OfOne) => ({ quoteId: uuidOf(id) });
const reread =
  (g: Gateway) =>
  (_: unknown, { who, params: { id } }: OfOne & { who: Staff }) =>
    readQuote(g, who, uuidOf(id));

/** Reading quotes. */
export function quoteQueries(g: Gateway): Operation[] {
  return [
    listForStaff(
      g,
      {
        path: '/api/v1/quotes',
        tag,
        summary: 'Quotes in all their versions, the newest first',
        query: quoteListQuery,
        answer: listOf(quoteSummary),
      },
      {
        read: ({ who, query: { customer, status, number } }, page) =>
          g.client.query(invoicing.listQuotes, { ...ofThem({ customer }), status, number, ...page }, who),
        rows: (list) => list.quotes,
        customer: (quote) => quote.customerId,
        view: quoteSummaryView,
      },
    ),
    forStaff(
      { method: 'get', path: one, tag, summary: 'One version of a quote', params, answer: quoteModel },
      async ({ who, params: { id } }) => ok(await readQuote(g, who, uuidOf(id))),
    ),
    forStaff(
      {
        method: 'get',
        path: `${one}/timeline`,
        tag,
        summary: 'What happened to it, in all its versions',
        params,
        answer: timelineModel,
      },
      async ({ who, params: { id } }) => ok(await readQuoteTimeline(g, who, uuidOf(id))),
    ),
    forStaff(
      {
        method: 'get',
        path: `${one}/document`,
        tag,
        summary: 'The document as it was sent',
        params,
        answer: documentAnswer,
      },
      async ({ who, params: { id } }) =>
        ok({ model: (await g.client.query(invoicing.getDocument, { documentId: uuidOf(id) }, who)).model }),
    ),
    forStaff(
      { method: 'get', path: `${one}/pdf`, tag, summary: 'The document as a PDF', params, type: 'application/pdf' },
      async ({ c, who, params: { id } }) =>
        pdfAnswer(g, who, { documentId: uuidOf(id), kind: 'quote' }, c.req.header('if-none-match')),
    ),
  ];
}

/** Making and changing drafts. */
export function quoteDrafts(g: Gateway): Operation[] {
  const draft = { tag, body: quoteDraftBody, answer: quoteModel };
  return [
    forStaff(
      { ...drafting.make, ...draft, path: '/api/v1/quotes', summary: 'Drafts a quote' },
      sending(g, invoicing.draftQuote, {
        before: (call) => knownCustomer(g, call),
        ask: (call, ids) => ({ quoteId: ids.madeId, ...draftFields(call.body) }),
        view: (made, call) => readQuote(g, call.who, made.quoteId),
      }),
    ),
    forStaff(
      { ...drafting.replace, ...draft, path: one, params },
      sending(g, invoicing.updateQuote, {
        before: (call) => knownCustomer(g, call),
        ask: (call) => ({ ...quoteOf(call), ...draftFields(call.body) }),
        view: (made, call) => readQuote(g, call.who, made.quoteId),
      }),
    ),
    forStaff(
      { ...drafting.discard, path: one, tag, params },
      sending(g, invoicing.discardQuote, { ask: quoteOf, view: () => null }),
    ),
  ];
}

/** What moves a quote on. */
export function quoteCommands(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'post',
        path: `${one}/send`,
        tag,
        summary: 'Sends it: number, dates, link',
        params,
        body: sendQuoteBody,
        answer: quoteModel,
        key: 'required',
      },
      sending(g, invoicing.sendQuote, { ask: (call) => ({ ...quoteOf(call), ...call.body }), view: reread(g) }),
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/withdraw`,
        tag,
        summary: 'Takes it back',
        params,
        answer: quoteModel,
        key: 'accepted',
      },
      sending(g, invoicing.withdrawQuote, { ask: quoteOf, view: reread(g) }),
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/mail`,
        tag,
        summary: 'Mails it again, with a fresh link',
        params,
        key: 'accepted',
        answer: acknowledged,
      },
      sending(g, notifications.sendQuoteLink, {
        ask: async (call, { madeId }) => {
          const { quoteId, status, customerId } = await g.client.query(invoicing.getQuote, quoteOf(call), call.who);
          if (status !== 'sent')
            throw fault('rejected', 'quote_not_open', 'Only a quote that waits for an answer can be sent again.');
          return { mailId: madeId, customerId, quoteId };
        },
        view: () => ({}),
      }),
    ),
    ...newFromQuote(g),
  ];
}

/** What is made of a quote. */
function newFromQuote(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'post',
        path: `${one}/revise`,
        tag,
        summary: 'Drafts its next version',
        params,
        answer: quoteModel,
        status: 201,
        key: 'accepted',
      },
      sending(g, invoicing.reviseQuote, {
        ask: (call, ids) => ({ ...quoteOf(call), newQuoteId: ids.madeId }),
        view: (made, call) => readQuote(g, call.who, made.quoteId),
      }),
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/convert`,
        tag,
        summary: 'Makes a draft invoice of what was accepted, once',
        params,
        answer: convertedAnswer,
        status: 201,
        key: 'required',
      },
      sending(g, invoicing.convertQuote, {
        ask: (call, ids) => ({ ...quoteOf(call), invoiceId: ids.madeId }),
        view: async ({ quoteId, invoiceId, total }, { who }) => {
          const { currency } = await g.client.query(invoicing.getQuote, { quoteId }, who);
          return {
            quoteId: shown('quo', quoteId),
            invoiceId: shown('inv', invoiceId),
            total: { amount: total, currency },
          };
        },
      }),
    ),
  ];
}

/** The customer's answer, as staff who were told it write it down. */
export function quoteAnswers(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'post',
        path: `${one}/accept`,
        tag,
        summary: 'Writes down that it was accepted',
        params,
        body: acceptBody,
        answer: quoteModel,
        key: 'required',
      },
      sending(g, invoicing.acceptQuote, { ask: (call) => ({ ...quoteOf(call), ...call.body }), view: reread(g) }),
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/decline`,
        tag,
        summary: 'Writes down that it was declined',
        params,
        body: declineBody,
        answer: quoteModel,
        key: 'accepted',
      },
      sending(g, invoicing.declineQuote, { ask: (call) => ({ ...quoteOf(call), ...call.body }), view: reread(g) }),
    ),
  ];
}

async function readQuote(g: Gateway, who: Staff, id: string) {
  const quote = await g.client.query(invoicing.getQuote, { quoteId: id }, who);
  const names = await g.names.ofCustomers(who, [quote.customerId]);
  return quoteView(quote, names.get(quote.customerId));
}
