import { invoicing, reporting } from '@purser/contracts';
import { z } from 'zod';
import { currency, instant, money } from './common.ts';
import { invoiceSummary } from './invoice.ts';
import { paymentModel } from './payment.ts';

const attentionKind = z.enum([
  'overdue',
  'declined',
  'autopay',
  'unknownAttempt',
  'webhook',
  'alarm',
  'mail',
  'mailServer',
  'accounting',
  'review',
  'recurring',
  'run',
  'lateFee',
  'refund',
  'dispute',
  'reconciliation',
  'payout',
  'stripe',
]);

export const attentionItem = z.strictObject({
  id: z.string(),
  kind: attentionKind,
  title: z.string(),
  detail: z.string(),
  href: z.string(),
  at: instant.nullable(),
  amount: money.nullable(),
});
export type AttentionItemModel = z.infer<typeof attentionItem>;

export const dashboardModel = z.strictObject({
  /** The tenant's own. */
  currency,
  currencies: invoicing.getReceivables.output.shape.currencies,
  months: reporting.getMonthlyFigures.output.shape.months,
  /** Each month in the tenant's own currency, by its exchange rates. */
  converted: reporting.getMonthlyFigures.output.shape.converted,
  collectedThisMonth: z.array(money),
  attention: z.array(attentionItem),
  recent: z.strictObject({ invoices: z.array(invoiceSummary), payments: z.array(paymentModel) }),
  /** The parts that did not answer. */
  missing: z.array(z.string()),
});
export type DashboardModel = z.infer<typeof dashboardModel>;
