import { payments } from '@purser/contracts';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import { uuidOf } from '../ids.ts';
import { listForStaff, readPage } from '../list.ts';
import { listOf, pageQuery, payoutId } from '../models/common.ts';
import { payoutModel, payoutPartsModel, payoutQuery } from '../models/reconciliation.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { payoutPartView, payoutView } from '../views/reconciliation.ts';

const tag = 'Payouts';
const root = '/api/v1/payouts';

/** What Stripe sends to the tenant's bank, and what is in it. */
export function payoutOperations(g: Gateway): Operation[] {
  return [
    listForStaff(
      g,
      { path: root, tag, summary: 'Payouts, the newest first', query: payoutQuery, answer: listOf(payoutModel) },
      {
        read: ({ who, query: { failed } }, page) =>
          g.client.query(payments.listPayouts, { failed: failed && failed === 'true', ...page }, who),
        rows: (list) => list.payouts,
        view: payoutView,
      },
    ),
    forStaff(
      {
        ...{ method: 'get', path: `${root}/{id}`, tag },
        summary: 'One payout and a page of what is in it, each with its payment',
        params: z.strictObject({ id: payoutId }),
        query: z.strictObject(pageQuery),
        answer: payoutPartsModel,
      },
      async (call) => {
        const { data, next, list } = await readPage(g, call, {
          read: ({ who, params: { id } }, page) =>
            g.client.query(payments.getPayout, { payoutId: uuidOf(id), ...page }, who),
          rows: ({ parts }) => parts,
          invoice: ({ invoiceId }) => invoiceId,
          view: (part, _customer, number) => payoutPartView(part, number),
        });
        return ok({ payout: payoutView(list.payout), data, next });
      },
    ),
  ];
}
