import type { invoicing, payments } from '@purser/contracts';
import type { z } from 'zod';
import type { CustomerName } from '../../joins/names.ts';
import { shown, shownOrNull } from '../ids.ts';
import type { DisputeModel, RefundModel, StripeRefundsModel } from '../models/refund.ts';

type Asked = z.output<typeof invoicing.listRefundsAsked.output>['refunds'][number];
type AtStripe = z.output<typeof payments.listRefunds.output>['refunds'][number];
type Dispute = z.output<typeof payments.listDisputes.output>['disputes'][number];

export function refundView(refund: Asked, customer: CustomerName | undefined): RefundModel {
  const { pending, returned, failed, withdrawn, settled, failure, askedOn, createdAt } = refund;
  return {
    id: shown('rfn', refund.refundId),
    invoice: { id: shown('inv', refund.invoiceId), number: refund.invoiceNumber },
    customer: { id: shown('cus', refund.customerId), name: customer?.name ?? null },
    paymentId: shownOrNull('pay', refund.paymentId),
    creditNoteId: shownOrNull('crn', refund.creditNoteId),
    amount: { amount: refund.amount, currency: refund.currency },
    ...{ pending, returned, failed, withdrawn, settled, failure, askedOn, createdAt },
  };
}

export function stripeRefundView(refund: AtStripe): StripeRefundsModel['data'][number] {
  const { status, failure, stripeRefundId, origin, createdAt, changedAt } = refund;
  return {
    refundId: shown('rfn', refund.refundId),
    paymentId: shown('pay', refund.paymentId),
    amount: { amount: refund.amount, currency: refund.currency },
    ...{ status, failure, stripeRefundId, origin, createdAt, changedAt },
  };
}

export function disputeView(
  dispute: Dispute,
  customer: CustomerName | undefined,
  number: string | undefined,
): DisputeModel {
  const { reason, status, outcome, inquiry, dueBy, fee, feeCurrency, evidence, submittedAt, openedAt } = dispute;
  const { stripeDisputeId, chargeId } = dispute;
  return {
    id: shown('dsp', dispute.disputeId),
    invoiceId: shown('inv', dispute.invoiceId),
    invoiceNumber: number ?? null,
    customer: { id: shown('cus', dispute.customerId), name: customer?.name ?? null },
    paymentId: shown('pay', dispute.paymentId),
    amount: { amount: dispute.amount, currency: dispute.currency },
    ...{ reason, status, outcome, inquiry, dueBy, evidence, submittedAt, stripeDisputeId, chargeId, openedAt },
    fee: feeCurrency === null ? null : { amount: fee, currency: feeCurrency },
  };
}
