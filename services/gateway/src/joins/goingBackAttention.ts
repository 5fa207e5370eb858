import { invoicing, payments } from '@purser/contracts';
import type { z } from 'zod';
import { shown } from '../api/ids.ts';
import type { AttentionItemModel } from '../api/models/dashboard.ts';
import type { Gateway } from '../gateway.ts';
import type { Staff } from '../identity/who.ts';
import type { Gathering } from './settle.ts';

type Refund = z.output<typeof invoicing.listRefundsAsked.output>['refunds'][number];
type Dispute = z.output<typeof payments.listDisputes.output>['disputes'][number];

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });

/** Refunds that could not be sent, and disputes that the bank has not decided. */
export async function readGoingBack(g: Gateway, who: Staff, parts: Gathering): Promise<AttentionItemModel[]> {
  const [refunds, disputes] = await Promise.all([
    parts.ask('invoicing', g.client.query(invoicing.listRefundsAsked, { failed: true, limit: 10 }, who)),
    parts.ask('payments', g.client.query(payments.listDisputes, { open: true, limit: 10 }, who)),
  ]);
  return [...(disputes?.disputes ?? []).map(ofDispute), ...(refunds?.refunds ?? []).map(ofRefund)];
}

const failures: Record<string, string> = {
  noCardPayment: 'No card payment is left to send it back to.',
  notSendable: 'Stripe sends no amount as small as this.',
  more_permissions_required: 'Your Stripe key lacks a permission; Settings, Stripe names it.',
};

function ofRefund({ refundId, invoiceId, invoiceNumber, failed, currency, failure, createdAt }: Refund) {
  return {
    id: shown('rfn', refundId),
    kind: 'refund' as const,
    title: `A refund of ${invoiceNumber ?? 'an invoice'} could not be sent`,
    detail: failures[failure ?? ''] ?? failure ?? '',
    href: `/admin/invoices/${shown('inv', invoiceId)}`,
    at: createdAt,
    amount: { amount: failed, currency },
  };
}

function ofDispute({ disputeId, amount, currency, dueBy, submittedAt, reason, openedAt }: Dispute) {
  const waits = submittedAt === null && dueBy !== null;
  return {
    id: shown('dsp', disputeId),
    kind: 'dispute' as const,
    title: waits ? `A dispute wants evidence by ${days.format(new Date(dueBy))}` : 'A dispute is with the bank',
    detail: reason.replaceAll('_', ' '),
    href: '/admin/disputes',
    at: openedAt,
    amount: { amount, currency },
  };
}
