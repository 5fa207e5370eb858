import { invoicing, payments } from '@purser/contracts';
import { fault } from '@purser/fault';
import { z } from 'zod';
import { pdfAnswer } from '../../documents/pdf.ts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { uuidOf } from '../ids.ts';
import { listForStaff, ofThem } from '../list.ts';
import { listOf, paymentId } from '../models/common.ts';
import { paymentListQuery, paymentModel } from '../models/payment.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { paymentView } from '../views/payment.ts';

const tag = 'Payments';
type PaymentPage = z.output<typeof payments.listPayments.output>;
const ofPayment = z.strictObject({ id: paymentId });

/** Money that came in. */
export function paymentOperations(g: Gateway): Operation[] {
  return [
    listForStaff(
      g,
      {
        path: '/api/v1/payments',
        tag,
        summary: 'Payments, the newest first',
        query: paymentListQuery,
        answer: listOf(paymentModel),
      },
      {
        read: ({ who, query }, page) => g.client.query(payments.listPayments, { ...ofThem(query), ...page }, who),
        rows: (list) => list.payments,
        customer: (payment) => payment.customerId,
        view: paymentView,
      },
    ),
    forStaff(
      {
        method: 'get',
        path: '/api/v1/payments/{id}',
        tag,
        summary: 'A payment',
        params: ofPayment,
        answer: paymentModel,
      },
      async ({ who, params }) => {
        const payment = await findPayment(g, who, uuidOf(params.id));
        const names = await g.names.ofCustomers(who, [payment.customerId]);
        return ok(paymentView(payment, names.get(payment.customerId)));
      },
    ),
    forStaff(
      {
        method: 'get',
        path: '/api/v1/payments/{id}/receipt.pdf',
        tag,
        summary: 'The receipt of a payment',
        params: ofPayment,
        type: 'application/pdf',
      },
      async ({ c, who, params }) =>
        pdfAnswer(g, who, { documentId: uuidOf(params.id), kind: 'receipt' }, c.req.header('if-none-match')),
    ),
  ];
}

/**
 * Its receipt, which goes by the payment's own id, says which invoice it paid; it stands among that invoice's payments.
 * @throws Fault notFound, also while its receipt is not written yet
 */
async function findPayment(g: Gateway, who: Staff, id: string) {
  const { invoiceId } = await g.client.query(invoicing.getDocument, { documentId: id }, who);
  if (invoiceId === null) throw noPayment();
  let after: string | null = null;
  do {
    const page = { invoiceId, limit: 100, ...(after !== null && { after }) };
    const list: PaymentPage = await g.client.query(payments.listPayments, page, who);
    const found = list.payments.find(({ paymentId: each }) => each === id);
    if (found) return found;
    after = list.next;
  } while (after !== null);
  throw noPayment();
}

const noPayment = () => fault('notFound', 'payment_not_found', 'There is no such payment.');
