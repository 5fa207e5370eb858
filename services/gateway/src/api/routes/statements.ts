import { invoicing, notifications } from '@purser/contracts';
import { newId } from '@purser/message';
import { z } from 'zod';
import { csvAnswer, figure } from '../../documents/csv.ts';
import { pdfAnswer } from '../../documents/pdf.ts';
import type { Gateway } from '../../gateway.ts';
import type { Customer, Staff } from '../../identity/who.ts';
import { shown, uuidOf } from '../ids.ts';
import { customerId } from '../models/common.ts';
import { acknowledged } from '../models/portal.ts';
import { type StatementModel, type StatementQuery, statementModel, statementQuery } from '../models/receivables.ts';
import { forCustomer, forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';

const params = z.strictObject({ id: customerId });
const ofCustomer = '/api/v1/customers/{id}/statement';
const own = '/api/v1/portal/statement';
const read = {
  summary: 'Statement of account: what moved from one day to another, both counting',
  query: statementQuery,
};
const asCsv = { summary: 'The same as CSV', query: statementQuery, type: 'text/csv', problems: [422] } as const;
const asPdf = {
  summary: 'The same as a document',
  query: statementQuery,
  type: 'application/pdf',
  problems: [422],
} as const;

/** What moved between the tenant and a customer. */
export function statementOperations(g: Gateway): Operation[] {
  const staff = { method: 'get', tag: 'Customers', params } as const;
  return [
    forStaff(
      { ...staff, ...read, path: ofCustomer, answer: statementModel, problems: [422] },
      async ({ who, params: { id }, query }) => ok(await readStatement(g, who, uuidOf(id), query)),
    ),
    forStaff({ ...staff, ...asCsv, path: `${ofCustomer}/csv` }, async ({ who, params: { id }, query }) =>
      csvOf(g, await readStatement(g, who, uuidOf(id), query)),
    ),
    forStaff({ ...staff, ...asPdf, path: `${ofCustomer}/pdf` }, async ({ c, who, params: { id }, query }) =>
      pdfOf(g, { who, id: uuidOf(id), query, ifNoneMatch: c.req.header('if-none-match') }),
    ),
    mailOperation(g),
  ];
}

function mailOperation(g: Gateway): Operation {
  return forStaff(
    {
      method: 'post',
      path: `${ofCustomer}/mail`,
      tag: 'Customers',
      summary: 'Mails it to the customer, with the document attached',
      params,
      body: statementQuery,
      key: 'accepted',
      answer: acknowledged,
      problems: [422],
    },
    sending(g, notifications.sendStatement, {
      ask: async ({ who, params: { id }, body }, { messageId, madeId }) => {
        const customerId = uuidOf(id);
        // Asked again under the same key, it is the same document, whatever has moved since.
        const { documentId } = await g.client.command(
          invoicing.makeStatement,
          { documentId: madeId, ...asked(customerId, body) },
          { tenant: who.tenant, actor: who.actor, id: messageId },
        );
        return { mailId: madeId, customerId, documentId };
      },
      view: () => ({}),
    }),
  );
}

/** The customer's own: there is no other that could be named. */
export function portalStatementOperations(g: Gateway): Operation[] {
  const customer = { method: 'get', tag: 'Portal', reach: 'portal' } as const;
  return [
    forCustomer({ ...customer, ...read, path: own, answer: statementModel, problems: [422] }, async ({ who, query }) =>
      ok(await readStatement(g, who, who.actor.id, query)),
    ),
    forCustomer({ ...customer, ...asCsv, path: `${own}/csv` }, async ({ who, query }) =>
      csvOf(g, await readStatement(g, who, who.actor.id, query)),
    ),
    forCustomer({ ...customer, ...asPdf, path: `${own}/pdf` }, async ({ c, who, query }) =>
      pdfOf(g, { who, id: who.actor.id, query, ifNoneMatch: c.req.header('if-none-match') }),
    ),
  ];
}

type Who = Staff | Customer;

/** As the contract takes it: what was not asked for is left out. */
const asked = (id: string, { from, until, currency }: StatementQuery) => ({
  ...{ customerId: id, from, until },
  ...(currency && { currency }),
});

async function readStatement(g: Gateway, who: Who, id: string, query: StatementQuery): Promise<StatementModel> {
  const {
    customerId: _of,
    entries,
    ...statement
  } = await g.client.query(invoicing.getStatement, asked(id, query), who);
  return {
    ...statement,
    entries: entries.map(({ sourceId, ...entry }) => ({
      ...entry,
      invoiceId: entry.kind === 'invoice' || entry.kind === 'void' ? shown('inv', sourceId) : null,
    })),
  };
}

const nameOf = ({ from, until }: { from: string; until: string }) => `statement-${from}-to-${until}`;

type Printing = { who: Who; id: string; query: StatementQuery; ifNoneMatch: string | undefined };

async function pdfOf(g: Gateway, { who, id, query, ifNoneMatch }: Printing): Promise<Response> {
  const caller = { tenant: who.tenant, actor: who.actor };
  // What says the same is one document, so asking again makes nothing new.
  const { documentId } = await g.client.command(
    invoicing.makeStatement,
    { documentId: newId(), ...asked(id, query) },
    caller,
  );
  return pdfAnswer(g, who, { documentId, kind: 'statement' }, ifNoneMatch, nameOf(query));
}

const words: Record<StatementModel['entries'][number]['kind'], string> = {
  invoice: 'Invoice',
  payment: 'Payment',
  creditNote: 'Credit note',
  credit: 'Credit',
  refund: 'Refund',
  void: 'Voided invoice',
};

function csvOf(g: Gateway, statement: StatementModel): Promise<Response> {
  const { currency, from, until, opening, entries, closing } = statement;
  const sum = (amount: number) => figure(amount, currency);
  const head = ['Date', 'Entry', 'Reference', 'Due', 'Debit', 'Credit', 'Balance', 'Currency'];
  const rows = entries.map(({ date, kind, reference, dueOn, debit, credit, balance }) => [
    ...[date, words[kind], reference, dueOn],
    ...[debit === 0 ? null : sum(debit), credit === 0 ? null : sum(credit), sum(balance), currency],
  ]);
  const first = [from, 'Opening balance', null, null, null, null, sum(opening), currency];
  const last = [until, 'Closing balance', null, null, null, null, sum(closing), currency];
  return csvAnswer(g, nameOf(statement), { head, pages: [[first, ...rows, last]] });
}
