import { accounting } from '@purser/contracts';
import type { Gateway } from '../../gateway.ts';
import { shown, shownOrNull, uuidOf } from '../ids.ts';
import { listForStaff } from '../list.ts';
import {
  accountingDocument,
  accountingListQuery,
  accountingRetryBody,
  connectAnswer,
  connectBody,
  connectionModel,
  mappingBody,
  retriedAnswer,
} from '../models/accounting.ts';
import { type IdPrefix, listOf } from '../models/common.ts';
import { forPeople, forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';

const tag = 'Accounting';
const path = '/api/v1/accounting';
const prefixOf: Record<'contact' | 'invoice' | 'payment', IdPrefix> = {
  contact: 'cus',
  invoice: 'inv',
  payment: 'pay',
};

/** The connection to the books. */
export function accountingOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      { method: 'get', path, tag, summary: 'How the connection stands', answer: connectionModel },
      async ({ who }) => ok(await g.client.query(accounting.getConnection, {}, who)),
    ),
    forPeople(
      {
        method: 'post',
        path: `${path}/connect`,
        tag,
        summary: 'Where to give us leave',
        body: connectBody,
        answer: connectAnswer,
        problems: [422],
      },
      async ({ who, body }) => ok(await g.client.command(accounting.beginConnection, body, who)),
    ),
    forStaff(
      { method: 'delete', path, tag, summary: 'Ends the connection' },
      sending(g, accounting.disconnect, { ask: () => ({}), view: () => null }),
    ),
    forStaff(
      {
        method: 'put',
        path: `${path}/mapping`,
        tag,
        summary: 'Which accounts and tax types are used',
        body: mappingBody,
        answer: connectionModel,
        problems: [422],
      },
      sending(g, accounting.setMapping, {
        ask: (call) => call.body,
        view: (_, call) => g.client.query(accounting.getConnection, {}, call.who),
      }),
    ),
    ...documentOperations(g),
  ];
}

function documentOperations(g: Gateway): Operation[] {
  return [
    listForStaff(
      g,
      {
        path: `${path}/documents`,
        tag,
        summary: 'What went to the books',
        query: accountingListQuery,
        answer: listOf(accountingDocument),
      },
      {
        read: ({ who, query: { state, kind, invoice } }, page) =>
          g.client.query(
            accounting.listDocuments,
            { state, kind, invoiceId: invoice && uuidOf(invoice), ...page },
            who,
          ),
        rows: (list) => list.documents,
        customer: ({ customerId }) => customerId,
        invoice: ({ invoiceId }) => invoiceId,
        view: ({ sourceId, invoiceId, customerId, ...rest }, customer, number) => ({
          ...rest,
          sourceId: shown(prefixOf[rest.kind], sourceId),
          invoiceId: shownOrNull('inv', invoiceId),
          invoiceNumber: number ?? null,
          customerId: shown('cus', customerId),
          customerName: customer?.name ?? null,
        }),
      },
    ),
    forStaff(
      {
        method: 'post',
        path: `${path}/retry`,
        tag,
        summary: 'Tries again what failed',
        body: accountingRetryBody,
        answer: retriedAnswer,
        key: 'accepted',
      },
      sending(g, accounting.retryDocuments, {
        ask: ({ body: { documents } }) =>
          documents ? { documents: documents.map(({ kind, sourceId }) => ({ kind, sourceId: uuidOf(sourceId) })) } : {},
        view: (result) => result,
      }),
    ),
  ];
}
