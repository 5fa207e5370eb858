import { invoicing } from '@purser/contracts';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { shown, uuidOf } from '../ids.ts';
import { listForStaff, ofThem } from '../list.ts';
import { listOf, recurringId } from '../models/common.ts';
import {
  type RecurringBody,
  type RecurringModel,
  recurringBody,
  recurringListQuery,
  recurringModel,
  recurringSummary,
} from '../models/recurring.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';

const tag = 'Recurring invoices';
const all = '/api/v1/recurring-invoices';
const one = `${all}/{id}` as const;
const params = z.strictObject({ id: recurringId });

/** What is billed again and again. */
export function recurringOperations(g: Gateway): Operation[] {
  return [
    listForStaff(
      g,
      {
        path: all,
        tag,
        summary: 'Recurring invoices, the newest first',
        query: recurringListQuery,
        answer: listOf(recurringSummary),
      },
      {
        read: ({ who, query: { customer, state } }, page) =>
          g.client.query(invoicing.listRecurringInvoices, { ...ofThem({ customer }), state, ...page }, who),
        rows: (list) => list.recurring,
        customer: (recurring) => recurring.customerId,
        view: ({ recurringId: id, customerId, ...each }, customer) => ({
          id: shown('rec', id),
          customer: { id: shown('cus', customerId), name: customer?.name ?? null },
          ...each,
        }),
      },
    ),
    forStaff(
      { method: 'get', path: one, tag, summary: 'One recurring invoice', params, answer: recurringModel },
      async ({ who, params: { id } }) => ok(await readRecurring(g, who, uuidOf(id))),
    ),
    ...writing(g),
    ...moving(g),
  ];
}

/** Making and changing them. */
function writing(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'post',
        path: all,
        tag,
        summary: 'Makes a recurring invoice',
        body: recurringBody,
        answer: recurringModel,
        status: 201,
        key: 'accepted',
        problems: [404, 422],
        largest_bytes: 1_048_576,
      },
      sending(g, invoicing.createRecurringInvoice, {
        ask: (call, ids) => ({ recurringId: ids.madeId, ...fieldsOf(call.body) }),
        view: (made, call) => readRecurring(g, call.who, made.recurringId),
      }),
    ),
    forStaff(
      {
        method: 'put',
        path: one,
        tag,
        summary: 'Replaces it; drafts that were made stay as they are',
        params,
        body: recurringBody,
        answer: recurringModel,
        problems: [422],
        largest_bytes: 1_048_576,
      },
      sending(g, invoicing.updateRecurringInvoice, {
        ask: (call) => ({ recurringId: uuidOf(call.params.id), ...fieldsOf(call.body) }),
        view: (made, call) => readRecurring(g, call.who, made.recurringId),
      }),
    ),
  ];
}

/** Pausing, resuming and ending them. */
function moving(g: Gateway): Operation[] {
  const moves = [
    ['pause', 'Makes no more drafts until it is resumed', invoicing.pauseRecurringInvoice],
    ['resume', 'Goes on with the next period', invoicing.resumeRecurringInvoice],
    ['end', 'Ends it for good', invoicing.endRecurringInvoice],
  ] as const;
  return moves.map(([verb, summary, spec]) =>
    forStaff(
      {
        method: 'post',
        path: `${one}/${verb}`,
        tag,
        summary,
        params,
        answer: recurringModel,
        key: 'accepted',
        problems: [422],
      },
      sending(g, spec, {
        ask: (call) => ({ recurringId: uuidOf(call.params.id) }),
        view: (moved, call) => readRecurring(g, call.who, moved.recurringId),
      }),
    ),
  );
}

function fieldsOf({ customerId, termsDays, reviewDays, ...body }: RecurringBody) {
  return {
    customerId: uuidOf(customerId),
    ...body,
    review_days: reviewDays,
    ...(termsDays !== undefined && { terms_days: termsDays }),
  };
}

async function readRecurring(g: Gateway, who: Staff, id: string): Promise<RecurringModel> {
  const found = await g.client.query(invoicing.getRecurringInvoice, { recurringId: id }, who);
  const { recurringId: _, customerId, terms_days, review_days, total, totalCurrency, runs, ...rest } = found;
  const names = await g.names.ofCustomers(who, [customerId]);
  return {
    id: shown('rec', id),
    customer: { id: shown('cus', customerId), name: names.get(customerId)?.name ?? null },
    ...rest,
    ...(terms_days !== undefined && { termsDays: terms_days }),
    reviewDays: review_days,
    total: total === null || totalCurrency === null ? null : { amount: total, currency: totalCurrency },
    runs: runs.map(({ invoiceId, number, ...run }) => ({ ...run, invoice: { id: shown('inv', invoiceId), number } })),
  };
}
