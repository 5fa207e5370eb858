import type { payments } from '@purser/contracts';
import type { z } from 'zod';
import type { CustomerName } from '../../joins/names.ts';
import { shown } from '../ids.ts';
import type { PaymentModel } from '../models/payment.ts';

type Listed = z.output<typeof payments.listPayments.output>['payments'][number];

export function paymentView(payment: Listed, customer: CustomerName | undefined): PaymentModel {
  return {
    id: shown('pay', payment.paymentId),
    attemptId: shown('att', payment.attemptId),
    invoiceId: shown('inv', payment.invoiceId),
    customerId: shown('cus', payment.customerId),
    customerName: customer?.name ?? null,
    amount: { amount: payment.amount, currency: payment.currency },
    fee: payment.fee,
    net: payment.net,
    settledCurrency: payment.settledCurrency,
    paymentIntentId: payment.paymentIntentId,
    chargeId: payment.chargeId,
    receivedAt: payment.receivedAt,
  };
}
