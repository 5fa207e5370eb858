import { z } from 'zod';
import { attemptId, currency, customerId, instant, invoiceId, money, pageQuery, paymentId, units } from './common.ts';

export const paymentModel = z.strictObject({
  id: paymentId,
  attemptId,
  invoiceId,
  customerId,
  customerName: z.string().nullable(),
  amount: money,
  /** Stripe's fee and the rest, minor units of the settlement currency; null until Stripe told. */
  fee: units.nullable(),
  net: units.nullable(),
  settledCurrency: currency.nullable(),
  paymentIntentId: z.string(),
  chargeId: z.string().nullable(),
  receivedAt: instant,
});
export type PaymentModel = z.infer<typeof paymentModel>;

export const paymentListQuery = z.strictObject({
  invoice: invoiceId.optional(),
  customer: customerId.optional(),
  ...pageQuery,
});
