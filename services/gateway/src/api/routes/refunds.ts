import { invoicing, payments } from '@purser/contracts';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import { shown, uuidOf } from '../ids.ts';
import { listForStaff, ofThem } from '../list.ts';
import { invoiceId, listOf, refundId } from '../models/common.ts';
import { invoiceModel } from '../models/invoice.ts';
import {
  refundBody,
  refundListQuery,
  refundModel,
  refundMoved,
  settleRefundBody,
  stripeRefundsModel,
} from '../models/refund.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { refundView, stripeRefundView } from '../views/refund.ts';
import { reread } from './readInvoice.ts';

const tag = 'Refunds';
const root = '/api/v1/refunds';
const params = z.strictObject({ id: refundId });
const ofInvoice = z.strictObject({ id: invoiceId });
const refundOf = (call: { params: { id: string } }) => ({ refundId: uuidOf(call.params.id) });

/** Money that goes back to customers. */
export function refundOperations(g: Gateway): Operation[] {
  return [
    listForStaff(
      g,
      { path: root, tag, summary: 'Refunds, the newest first', query: refundListQuery, answer: listOf(refundModel) },
      {
        read: ({ who, query: { failed, ...them } }, page) => {
          const asked = { ...ofThem(them), failed: failed && failed === 'true', ...page };
          return g.client.query(invoicing.listRefundsAsked, asked, who);
        },
        rows: (list) => list.refunds,
        customer: (refund) => refund.customerId,
        view: refundView,
      },
    ),
    forStaff(
      {
        method: 'get',
        path: '/api/v1/invoices/{id}/stripe-refunds',
        tag,
        summary: 'What Stripe sent back of its payments, the oldest first',
        params: ofInvoice,
        answer: stripeRefundsModel,
      },
      async ({ who, params: { id } }) => {
        const { refunds } = await g.client.query(payments.listRefunds, { invoiceId: uuidOf(id) }, who);
        return ok({ data: refunds.map(stripeRefundView) });
      },
    ),
    forStaff(
      {
        method: 'post',
        path: '/api/v1/invoices/{id}/refunds',
        tag,
        summary: 'Gives one of its payments back, or part of it',
        params: ofInvoice,
        body: refundBody,
        answer: invoiceModel,
        key: 'required',
      },
      sending(g, invoicing.refundPayment, {
        ask: ({ params: { id }, body: { paymentId, ...body } }, { madeId }) => ({
          ...{ refundId: madeId, invoiceId: uuidOf(id), paymentId: uuidOf(paymentId) },
          ...body,
        }),
        view: reread(g),
      }),
    ),
    ...failedRefunds(g),
  ];
}

/** What staff do about a refund that could not be sent. */
function failedRefunds(g: Gateway): Operation[] {
  const shape = { method: 'post', tag, params, answer: refundMoved, key: 'accepted' } as const;
  const moved = (made: { refundId: string; amount: number }) => ({
    id: shown('rfn', made.refundId),
    amount: made.amount,
  });
  return [
    forStaff(
      { ...shape, path: `${root}/{id}/retry`, summary: 'Sends what failed of it again' },
      sending(g, invoicing.retryRefund, { ask: refundOf, view: moved }),
    ),
    forStaff(
      { ...shape, path: `${root}/{id}/withdraw`, summary: 'Makes credit of what failed of it' },
      sending(g, invoicing.withdrawRefund, { ask: refundOf, view: moved }),
    ),
    forStaff(
      {
        ...shape,
        path: `${root}/{id}/settle`,
        summary: 'Records that what failed of it was paid another way',
        body: settleRefundBody,
      },
      sending(g, invoicing.settleRefund, { ask: (call) => ({ ...refundOf(call), ...call.body }), view: moved }),
    ),
  ];
}
