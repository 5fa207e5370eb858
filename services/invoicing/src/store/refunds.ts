import type { Context } from '@purser/bus';
import { invoicing as contract, payments } from '@purser/contracts';
import { takeCredit } from './creditBalance.ts';
import type { LockedInvoice } from './lockInvoice.ts';
import { noteOnTimeline } from './timeline.ts';

type Reading = Pick<Context, 'tx' | 'tenant'>;

/**
 * Of the money that came for an invoice, what neither went back nor is to; with a payment that settled nothing of it and is asked for, or
 * was before. Read it under the invoice's lock.
 */
export async function refundableOf(
  { tx, tenant }: Reading,
  invoiceId: string,
  paymentId: string | null = null,
): Promise<bigint> {
  const [row] = await tx.sql<{ amount: bigint }[]>`
    with came as (
      select payment_id from allocations where tenant_id = ${tenant} and invoice_id = ${invoiceId}
      union select payment_id from refunds_asked where tenant_id = ${tenant} and invoice_id = ${invoiceId}
      union select ${paymentId}::uuid
    )
    select (
      coalesce((select sum(amount) from allocations where tenant_id = ${tenant} and invoice_id = ${invoiceId}), 0)
      + coalesce((select sum(amount) from credits
        where tenant_id = ${tenant} and source = 'payment' and source_id in (select payment_id from came)), 0)
      - coalesce((select sum(amount) from payment_reversals
        where tenant_id = ${tenant} and invoice_id = ${invoiceId} and cause = 'dispute'), 0)
      - coalesce((select sum(amount) from credit_reversals
        where tenant_id = ${tenant} and payment_id in (select payment_id from came)), 0)
      + coalesce((select sum(amount) from credits where tenant_id = ${tenant} and source = 'dispute' and source_id in (
        select cause_id from payment_reversals where tenant_id = ${tenant} and invoice_id = ${invoiceId} and cause = 'dispute'
        union select dispute_id from credit_reversals
          where tenant_id = ${tenant} and payment_id in (select payment_id from came))), 0)
      - coalesce((select sum(amount - withdrawn) from refunds_asked
        where tenant_id = ${tenant} and invoice_id = ${invoiceId}), 0))::bigint as amount`;
  return row?.amount ?? 0n;
}

export type RefundReason = 'requestedByCustomer' | 'duplicate' | 'fraudulent';

export type NewRefund = {
  refundId: string;
  creditNoteId: string | null;
  paymentId: string | null;
  reason: RefundReason;
  origin: 'purser' | 'stripe';
  amount: bigint;
  fromCredit: bigint;
  /** In the tenant's zone. */
  date: string;
};

/** @returns false when there is a refund with this id, or one of this credit note. */
export async function insertRefund(ctx: Context, invoice: LockedInvoice, refund: NewRefund): Promise<boolean> {
  const { tx, tenant, now } = ctx;
  const made = await tx.sql`
    insert into refunds_asked (tenant_id, refund_id, credit_note_id, payment_id, reason, origin, invoice_id, customer_id, amount,
      from_credit, currency, asked_on, created_at)
    values (${tenant}, ${refund.refundId}, ${refund.creditNoteId}, ${refund.paymentId}, ${refund.reason}, ${refund.origin},
      ${invoice.invoiceId}, ${invoice.customerId}, ${refund.amount}, ${refund.fromCredit}, ${invoice.currency}, ${refund.date},
      ${now.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}

/** Credit is set aside, to go back to the customer as money. */
export async function setCreditAside(ctx: Context, invoice: LockedInvoice, refund: NewRefund): Promise<void> {
  if (refund.fromCredit === 0n) return;
  const { invoiceId, customerId, currency } = invoice;
  await takeCredit(ctx, invoice, refund.fromCredit);
  ctx.stage.send(contract.refundAsked, {
    ...{ invoiceId, customerId, currency, refundId: refund.refundId, date: refund.date },
    amount: Number(refund.fromCredit),
    ...(refund.creditNoteId && { creditNoteId: refund.creditNoteId }),
  });
}

/** Asks payments to send what is still to go back. */
export function sendBack(
  { stage }: Pick<Context, 'stage'>,
  { invoiceId, customerId, currency }: Pick<LockedInvoice, 'invoiceId' | 'customerId' | 'currency'>,
  refund: Pick<NewRefund, 'refundId' | 'paymentId' | 'creditNoteId' | 'reason' | 'amount'>,
  atMost?: bigint,
): void {
  const { refundId, paymentId, creditNoteId, reason, amount } = refund;
  const ofInvoice = { invoiceId, customerId, currency };
  stage.send(payments.sendRefund, {
    ...ofInvoice,
    refundId,
    paymentId,
    creditNoteId,
    reason,
    amount: Number(amount),
    ...(atMost !== undefined && { atMost: Number(atMost) }),
  });
}

/** Credit that a credit note has just made goes back to the customer. */
export async function askRefund(
  ctx: Context,
  invoice: LockedInvoice,
  asked: { refundId: string; creditNoteId: string; amount: bigint; date: string },
): Promise<void> {
  const { amount, creditNoteId } = asked;
  const refund: NewRefund = {
    ...asked,
    ...{ paymentId: null, reason: 'requestedByCustomer', origin: 'purser', fromCredit: amount },
  };
  await insertRefund(ctx, invoice, refund);
  await setCreditAside(ctx, invoice, refund);
  await noteOnTimeline(ctx, invoice, { what: 'refundAsked', amount, sourceId: creditNoteId });
  sendBack(ctx, invoice, refund);
}

export type LockedRefund = {
  refundId: string;
  invoiceId: string;
  customerId: string;
  currency: string;
  paymentId: string | null;
  creditNoteId: string | null;
  reason: RefundReason;
  amount: bigint;
  returned: bigint;
  failed: bigint;
  withdrawn: bigint;
  settled: bigint;
};

/** Lock its invoice first. */
export async function lockRefund({ tx, tenant }: Reading, refundId: string): Promise<LockedRefund | undefined> {
  const [row] = await tx.sql<LockedRefund[]>`
    select refund_id as "refundId", invoice_id as "invoiceId", customer_id as "customerId", currency, payment_id as "paymentId",
      credit_note_id as "creditNoteId", reason, amount, returned, failed, withdrawn, settled
    from refunds_asked where tenant_id = ${tenant} and refund_id = ${refundId} for update`;
  return row;
}

/** Of which invoice it is; undefined where there is no such refund. */
export async function invoiceOfRefund({ tx, tenant }: Reading, refundId: string): Promise<string | undefined> {
  const [row] = await tx.sql<{ invoiceId: string }[]>`
    select invoice_id as "invoiceId" from refunds_asked where tenant_id = ${tenant} and refund_id = ${refundId}`;
  return row?.invoiceId;
}

type Sums = Partial<Record<'returned' | 'failed' | 'withdrawn' | 'settled', bigint>>;

/** Adds to the sums of a refund. The table refuses sums below zero and beyond the amount. */
export async function moveRefund(
  { tx, tenant }: Reading,
  refundId: string,
  { returned = 0n, failed = 0n, withdrawn = 0n, settled = 0n }: Sums,
  failure: string | null = null,
): Promise<void> {
  await tx.sql`
    update refunds_asked set returned = returned + ${returned}, failed = failed + ${failed}, withdrawn = withdrawn + ${withdrawn},
      settled = settled + ${settled}, failure = coalesce(${failure}, failure)
    where tenant_id = ${tenant} and refund_id = ${refundId}`;
}
