import { invoicing } from '@purser/contracts';
import { z } from 'zod';
import { pdfAnswer } from '../../documents/pdf.ts';
import type { Gateway } from '../../gateway.ts';
import type { Customer } from '../../identity/who.ts';
import { noteQuoteView } from '../../portal/enter.ts';
import { quoteOfCall, readPortalQuote } from '../../portal/readQuote.ts';
import { uuidOf } from '../ids.ts';
import { quoteId } from '../models/common.ts';
import { panelModel, panelQuery } from '../models/panel.ts';
import { acceptBody, askedAnswer, declineBody, portalQuoteModel } from '../models/quote.ts';
import { forCustomer, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { portalPanel } from './portal.ts';

const tag = 'Portal';
const one = '/api/v1/portal/quotes/{id}';
const params = z.strictObject({ id: quoteId });

/** A session that a quote's link opened is held to that quote, in all its versions. */
const thatQuote = (g: Gateway) => ({
  quote: ({ who, params: { id } }: { who: Customer; params: { id: string } }) => quoteOfCall(g, who, uuidOf(id)),
});

/** How a customer reads and answers quotes. */
export function portalQuoteOperations(g: Gateway): Operation[] {
  const reach = thatQuote(g);
  return [
    forCustomer(
      {
        method: 'get',
        path: one,
        tag,
        summary: 'A quote, to look at and to answer',
        params,
        answer: portalQuoteModel,
        reach,
      },
      async ({ who, params: { id } }) => {
        const quote = await readPortalQuote(g, who, uuidOf(id));
        noteQuoteView(g, who, uuidOf(id));
        return ok(quote);
      },
    ),
    forCustomer(
      { method: 'get', path: `${one}/pdf`, tag, summary: 'Its document', params, type: 'application/pdf', reach },
      async ({ c, who, params: { id } }) =>
        pdfAnswer(g, who, { documentId: uuidOf(id), kind: 'quote' }, c.req.header('if-none-match')),
    ),
    forCustomer(
      {
        method: 'get',
        path: '/api/v1/portal/panels/quotes',
        tag,
        summary: 'All quotes as a panel',
        query: panelQuery,
        answer: panelModel,
        reach: 'portal',
      },
      async (call) => ok(await portalPanel(g, call, invoicing.quotesPanel, 'quo')),
    ),
    ...portalAnswers(g),
  ];
}

const quoteOf = ({ params }: { params: { id: string } }) => ({ quoteId: uuidOf(params.id) });

function portalAnswers(g: Gateway): Operation[] {
  const reach = thatQuote(g);
  const reread = (_: unknown, { who, params: { id } }: { who: Customer; params: { id: string } }) =>
    readPortalQuote(g, who, uuidOf(id));
  return [
    forCustomer(
      {
        method: 'post',
        path: `${one}/accept`,
        tag,
        summary: 'Accepts it, with the optional lines that are wanted',
        params,
        body: acceptBody,
        answer: portalQuoteModel,
        key: 'required',
        reach,
        decides: true,
      },
      sending(g, invoicing.acceptQuote, {
        // Where it came from is for us to say and not for the page.
        ask: (call) => ({ ...quoteOf(call), ...call.body, address: call.facts.address.slice(0, 64) }),
        view: reread,
      }),
    ),
    forCustomer(
      {
        method: 'post',
        path: `${one}/decline`,
        tag,
        summary: 'Declines it',
        params,
        body: declineBody,
        answer: portalQuoteModel,
        key: 'accepted',
        reach,
        decides: true,
      },
      sending(g, invoicing.declineQuote, { ask: (call) => ({ ...quoteOf(call), ...call.body }), view: reread }),
    ),
    forCustomer(
      {
        method: 'post',
        path: `${one}/ask`,
        tag,
        summary: 'Asks for a new one in place of one that is over',
        params,
        answer: askedAnswer,
        key: 'accepted',
        reach,
      },
      sending(g, invoicing.askForQuote, { ask: quoteOf, view: (said) => said }),
    ),
  ];
}
