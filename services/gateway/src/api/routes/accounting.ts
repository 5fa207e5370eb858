import { accounting } from '@purser/contracts';
import { requestIds, send } from '../../commands/send.ts';
import { settled } from '../../commands/settled.ts';
import type { Gateway } from '../../gateway.ts';
import { shown, shownOrNull, uuidOf } from '../ids.ts';
import { pageOf } from '../list.ts';
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
import { forPeople, forStaff, nothing, type Operation, ok } from '../operation.ts';

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
    forStaff({ method: 'delete', path, tag, summary: 'Ends the connection', later: true }, async (call) => {
      const sent = await send(g, call, accounting.disconnect, {}, await requestIds(g, call));
      return 'done' in sent ? nothing : settled(sent, () => null);
    }),
    forStaff(
      {
        method: 'put',
        path: `${path}/mapping`,
        tag,
        summary: 'Which accounts and tax types are used',
        body: mappingBody,
        answer: connectionModel,
        later: true,
        problems: [422],
      },
      async (call) => {
        const sent = await send(g, call, accounting.setMapping, call.body, await requestIds(g, call));
        return settled(sent, () => g.client.query(accounting.getConnection, {}, call.who));
      },
    ),
    ...documentOperations(g),
  ];
}

function documentOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: `${path}/documents`,
        tag,
        summary: 'What went to the books',
        query: accountingListQuery,
        answer: listOf(accountingDocument),
      },
      async (call) => {
        const { state, kind, invoice } = call.query;
        const { page, next } = pageOf(g, call);
        const filter = {
          ...(state && { state }),
          ...(kind && { kind }),
          ...(invoice && { invoiceId: uuidOf(invoice) }),
        };
        const list = await g.client.query(accounting.listDocuments, { ...filter, ...page }, call.who);
        const data = list.documents.map(({ sourceId, invoiceId, customerId, ...rest }) => ({
          ...rest,
          sourceId: shown(prefixOf[rest.kind], sourceId),
          invoiceId: shownOrNull('inv', invoiceId),
          customerId: shown('cus', customerId),
        }));
        return ok({ data, next: next(list.next) });
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
        later: true,
      },
      async (call) => {
        const documents = call.body.documents?.map(({ kind, sourceId }) => ({ kind, sourceId: uuidOf(sourceId) }));
        const ids = await requestIds(g, call);
        const sent = await send(g, call, accounting.retryDocuments, documents ? { documents } : {}, ids);
        return settled(sent, (result) => result);
      },
    ),
  ];
}
