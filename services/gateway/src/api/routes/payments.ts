import { payments } from '@purser/contracts';
import { z } from 'zod';
import { pdfAnswer } from '../../documents/pdf.ts';
import type { Gateway } from '../../gateway.ts';
import { uuidOf } from '../ids.ts';
import { pageOf } from '../list.ts';
import { listOf, paymentId } from '../models/common.ts';
import { paymentListQuery, paymentModel } from '../models/payment.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { paymentView } from '../views/payment.ts';

const tag = 'Payments';

/** Money that came in. */
export function paymentOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: '/api/v1/payments',
        tag,
        summary: 'Payments, the newest first',
        query: paymentListQuery,
        answer: listOf(paymentModel),
      },
      async (call) => {
        const { who, query } = call;
        const { page, next } = pageOf(g, call);
        const filter = {
          ...(query.invoice && { invoiceId: uuidOf(query.invoice) }),
          ...(query.customer && { customerId: uuidOf(query.customer) }),
        };
        const list = await g.client.query(payments.listPayments, { ...filter, ...page }, who);
        const names = await g.names.ofCustomers(
          who,
          list.payments.map((each) => each.customerId),
        );
        return ok({
          data: list.payments.map((each) => paymentView(each, names.get(each.customerId))),
          next: next(list.next),
        });
      },
    ),
    forStaff(
      {
        method: 'get',
        path: '/api/v1/payments/{id}/receipt.pdf',
        tag,
        summary: 'The receipt of a payment',
        params: z.strictObject({ id: paymentId }),
        type: 'application/pdf',
      },
      async ({ c, who, params }) => pdfAnswer(g, who, uuidOf(params.id), c.req.header('if-none-match')),
    ),
  ];
}
