import type { Tx } from '@purser/db';
import type { Refundable, RefundStatus } from '../domain/refund.ts';
import type { Home } from '../stripe/home.ts';

export type RefundPart = Home & {
  partId: string;
  refundId: string;
  paymentId: string;
  invoiceId: string;
  customerId: string;
  origin: 'purser' | 'stripe';
  /** Minor units. */
  amount: bigint;
  currency: string;
  reason: string;
  creditNoteId: string | null;
  paymentIntentId: string;
  status: RefundStatus;
  stripeRefundId: string | null;
  failure: string | null;
  seenAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
};

type Row = Omit<RefundPart, 'seenAt' | 'createdAt' | 'updatedAt'> & {
  seenAt: string | null;
  createdAt: string;
  updatedAt: string;
};

const asPart = ({ seenAt, createdAt, updatedAt, ...row }: Row): RefundPart => ({
  ...row,
  seenAt: seenAt === null ? null : new Date(seenAt),
  createdAt: new Date(createdAt),
  updatedAt: new Date(updatedAt),
});

const columns = ({ sql }: Tx) => sql`
  part_id as "partId", refund_id as "refundId", payment_id as "paymentId", invoice_id as "invoiceId", customer_id as "customerId", mode,
  account, origin, amount, currency, reason, credit_note_id as "creditNoteId", payment_intent_id as "paymentIntentId", status,
  stripe_refund_id as "stripeRefundId", failure, seen_at as "seenAt", created_at as "createdAt", updated_at as "updatedAt"`;

export type PaymentToRefund = Refundable &
  Home & {
    invoiceId: string;
    customerId: string;
    currency: string;
    paymentIntentId: string;
    /** What the platform took of it. */
    applicationFee: bigint;
  };

/**
 * The payments of an invoice, or one of them, locked until the commit: whoever sends money back comes through here. The newest
 * first, each with what neither a refund nor a dispute has taken.
 */
export async function lockRefundable(
  { sql }: Tx,
  { invoiceId, paymentId }: { invoiceId: string; paymentId: string | null },
): Promise<PaymentToRefund[]> {
  await sql`select from payments where invoice_id = ${invoiceId} order by payment_id for update`;
  return sql<PaymentToRefund[]>`
    select p.payment_id as "paymentId", p.invoice_id as "invoiceId", p.customer_id as "customerId", p.currency, a.mode, a.account,
      p.payment_intent_id as "paymentIntentId", coalesce(a.application_fee, 0)::bigint as "applicationFee",
      p.amount
        - coalesce((select sum(r.amount) from refunds r where r.tenant_id = p.tenant_id and r.payment_id = p.payment_id
            and r.status not in ('failed', 'cancelled')), 0)::bigint
        - coalesce((select sum(d.amount) from disputes d where d.tenant_id = p.tenant_id and d.payment_id = p.payment_id
            and (d.outcome is null and not d.inquiry or d.outcome = 'lost')), 0)::bigint as left
    from payments p join attempts a on a.tenant_id = p.tenant_id and a.attempt_id = p.attempt_id
    where p.invoice_id = ${invoiceId} ${paymentId === null ? sql`` : sql`and p.payment_id = ${paymentId}`}
    order by p.received_at desc, p.payment_id desc`;
}

/** What is on its way or back already for a refund. Read it under the payments' locks. */
export async function aliveOf({ sql }: Tx, refundId: string): Promise<bigint> {
  const [row] = await sql<{ amount: bigint }[]>`
    select coalesce(sum(amount), 0)::bigint as amount from refunds
    where refund_id = ${refundId} and status not in ('failed', 'cancelled')`;
  return row?.amount ?? 0n;
}

export type NewPart = Omit<RefundPart, 'status' | 'stripeRefundId' | 'failure' | 'seenAt' | 'createdAt' | 'updatedAt'>;

export async function insertPart({ sql }: Tx, tenant: string, part: NewPart, now: Date): Promise<void> {
  await sql`
    insert into refunds (tenant_id, part_id, refund_id, payment_id, invoice_id, customer_id, mode, account, origin, amount, currency,
      reason, credit_note_id, payment_intent_id, status, created_at, updated_at)
    values (${tenant}, ${part.partId}, ${part.refundId}, ${part.paymentId}, ${part.invoiceId}, ${part.customerId}, ${part.mode},
      ${part.account}, ${part.origin}, ${part.amount}, ${part.currency}, ${part.reason}, ${part.creditNoteId}, ${part.paymentIntentId}, 'planned',
      ${now.toISOString()}, ${now.toISOString()})`;
}

export async function findPart(tx: Tx, partId: string): Promise<RefundPart | undefined> {
  const [row] = await tx.sql<Row[]>`select ${columns(tx)} from refunds where part_id = ${partId}`;
  return row && asPart(row);
}

export async function lockPart(tx: Tx, partId: string): Promise<RefundPart | undefined> {
  const [row] = await tx.sql<Row[]>`select ${columns(tx)} from refunds where part_id = ${partId} for update`;
  return row && asPart(row);
}

/** By Stripe's id or, before that is recorded, by the id we gave Stripe in metadata. */
export async function lockPartOf(
  tx: Tx,
  stripeRefundId: string,
  partId: string | undefined,
): Promise<RefundPart | undefined> {
  const [row] = await tx.sql<Row[]>`
    select ${columns(tx)} from refunds
    where stripe_refund_id = ${stripeRefundId} or (part_id = ${partId ?? null}::uuid and stripe_refund_id is null) for update`;
  return row && asPart(row);
}

export async function partsOfInvoice(tx: Tx, invoiceId: string): Promise<RefundPart[]> {
  const rows = await tx.sql<Row[]>`
    select ${columns(tx)} from refunds where invoice_id = ${invoiceId} order by created_at, part_id`;
  return rows.map(asPart);
}

type Change = { status: RefundStatus; stripeRefundId: string | null; failure: string | null; seenAt: Date };

export async function movePart(
  { sql }: Tx,
  partId: string,
  { status, stripeRefundId, failure, seenAt }: Change,
  now: Date,
): Promise<void> {
  await sql`
    update refunds set status = ${status}, stripe_refund_id = coalesce(stripe_refund_id, ${stripeRefundId}), failure = ${failure},
      seen_at = ${seenAt.toISOString()}, updated_at = ${now.toISOString()}
    where part_id = ${partId}`;
}

/**
 * What of the platform's fee came back with a refund, written down once.
 * @returns false when it was known
 */
export async function setFeeReturned(
  { sql }: Tx,
  partId: string,
  { amount, currency }: { amount: bigint; currency: string },
): Promise<boolean> {
  const set = await sql`
    update refunds set fee_returned = ${amount}, fee_currency = ${currency} where part_id = ${partId} and fee_returned is null`;
  return set.count === 1;
}

type FeeSoFar = { fee: bigint; paid: bigint; before: bigint; returnedBefore: bigint };

/** What the platform took of a refund's payment, and what had gone back of both before it. */
export async function feeSoFar(
  { sql }: Tx,
  { partId, paymentId }: Pick<RefundPart, 'partId' | 'paymentId'>,
): Promise<FeeSoFar> {
  const [row] = await sql<FeeSoFar[]>`
    select coalesce(a.application_fee, 0)::bigint as fee, p.amount as paid,
      coalesce((select sum(r.amount) from refunds r where r.tenant_id = p.tenant_id and r.payment_id = p.payment_id
        and r.part_id <> ${partId} and r.fee_returned is not null and r.status not in ('failed', 'cancelled')), 0)::bigint as before,
      coalesce((select sum(r.fee_returned) from refunds r where r.tenant_id = p.tenant_id and r.payment_id = p.payment_id
        and r.part_id <> ${partId}), 0)::bigint as "returnedBefore"
    from payments p join attempts a on a.tenant_id = p.tenant_id and a.attempt_id = p.attempt_id
    where p.payment_id = ${paymentId}`;
  return row ?? { fee: 0n, paid: 1n, before: 0n, returnedBefore: 0n };
}
