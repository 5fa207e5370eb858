import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import type { DisputeOutcome } from '../domain/dispute.ts';
import type { Place } from '../place.ts';
import type { Home } from '../stripe/home.ts';
import type { OfPayment } from './payments.ts';

export type Dispute = Home & {
  disputeId: string;
  stripeDisputeId: string;
  paymentId: string;
  invoiceId: string;
  customerId: string;
  /** Minor units of the payment's currency. */
  amount: bigint;
  currency: string;
  reason: string;
  status: string;
  outcome: DisputeOutcome | null;
  inquiry: boolean;
  dueBy: Date | null;
  seenAt: Date;
};

type Row = Omit<Dispute, 'dueBy' | 'seenAt'> & { dueBy: string | null; seenAt: string };

const asDispute = ({ dueBy, seenAt, ...row }: Row): Dispute => ({
  ...row,
  dueBy: dueBy === null ? null : new Date(dueBy),
  seenAt: new Date(seenAt),
});

const columns = ({ sql }: Tx) => sql`
  d.dispute_id as "disputeId", d.stripe_dispute_id as "stripeDisputeId", d.payment_id as "paymentId", d.invoice_id as "invoiceId",
  d.customer_id as "customerId", d.mode, d.account, d.amount, d.currency, d.reason, d.status, d.outcome, d.inquiry, d.due_by as "dueBy",
  d.seen_at as "seenAt"`;

export async function lockDisputeOf(tx: Tx, stripeDisputeId: string): Promise<Dispute | undefined> {
  const [row] = await tx.sql<Row[]>`
    select ${columns(tx)} from disputes d where d.stripe_dispute_id = ${stripeDisputeId} for update`;
  return row && asDispute(row);
}

export async function findDispute(tx: Tx, disputeId: string): Promise<Dispute | undefined> {
  const [row] = await tx.sql<Row[]>`select ${columns(tx)} from disputes d where d.dispute_id = ${disputeId}`;
  return row && asDispute(row);
}

export async function insertDispute({ tx, tenant, now }: Context, dispute: Dispute & OfPayment): Promise<void> {
  await tx.sql`
    insert into disputes (tenant_id, dispute_id, stripe_dispute_id, payment_id, invoice_id, customer_id, mode, account, amount, currency,
      reason, status, outcome, inquiry, due_by, seen_at, opened_at, updated_at)
    values (${tenant}, ${dispute.disputeId}, ${dispute.stripeDisputeId}, ${dispute.paymentId}, ${dispute.invoiceId},
      ${dispute.customerId}, ${dispute.mode}, ${dispute.account}, ${dispute.amount}, ${dispute.currency}, ${dispute.reason}, ${dispute.status},
      ${dispute.outcome}, ${dispute.inquiry}, ${dispute.dueBy?.toISOString() ?? null}, ${dispute.seenAt.toISOString()},
      ${now.toISOString()}, ${now.toISOString()})`;
}

export async function updateDispute({ tx, now }: Context, dispute: Dispute): Promise<void> {
  await tx.sql`
    update disputes set status = ${dispute.status}, outcome = ${dispute.outcome}, inquiry = ${dispute.inquiry},
      due_by = ${dispute.dueBy?.toISOString() ?? null}, amount = ${dispute.amount}, seen_at = ${dispute.seenAt.toISOString()},
      updated_at = ${now.toISOString()}
    where dispute_id = ${dispute.disputeId}`;
}

export type DisputeMove = {
  balanceTransactionId: string;
  /** Minor units of the settlement currency; taken money is below zero. */
  amount: bigint;
  fee: bigint;
  currency: string;
  at: Date;
};

/** @returns false when it was known. */
export async function insertMove({ tx, tenant }: Context, dispute: Dispute, move: DisputeMove): Promise<boolean> {
  const made = await tx.sql`
    insert into dispute_moves (tenant_id, balance_transaction_id, dispute_id, customer_id, amount, fee, currency, moved_at)
    values (${tenant}, ${move.balanceTransactionId}, ${dispute.disputeId}, ${dispute.customerId}, ${move.amount}, ${move.fee},
      ${move.currency}, ${move.at.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}

/** What staff wrote, sealed. */
export async function keepEvidence(
  { tx, tenant, now, keys }: Context,
  { disputeId, customerId }: Dispute,
  { text, submit }: { text: string; submit: boolean },
): Promise<void> {
  const ring = await keys(customerId);
  const sealed = ring.destroyed ? null : ring.seal('dispute.evidence', disputeId, text);
  await tx.sql`
    update disputes set evidence = ${sealed}, submitted_at = ${submit ? now.toISOString() : null}, updated_at = ${now.toISOString()}
    where tenant_id = ${tenant} and dispute_id = ${disputeId}`;
}

export type ListedDispute = Dispute & {
  chargeId: string | null;
  evidence: Buffer | null;
  submittedAt: string | null;
  openedAt: string;
  fee: bigint;
  feeCurrency: string | null;
};

type Wanted = { invoiceId?: string | undefined; customerId?: string | undefined; open?: boolean | undefined };

/** The newest first. */
export async function listedDisputes(
  tx: Tx,
  { invoiceId, customerId, open }: Wanted,
  place: Place | undefined,
  limit: number,
): Promise<ListedDispute[]> {
  const { sql } = tx;
  const rows = await sql<(Row & Omit<ListedDispute, keyof Dispute>)[]>`
    select ${columns(tx)}, p.charge_id as "chargeId", d.evidence, d.submitted_at as "submittedAt", d.opened_at as "openedAt",
      coalesce((select sum(m.fee) from dispute_moves m where m.tenant_id = d.tenant_id and m.dispute_id = d.dispute_id), 0)::bigint as fee,
      (select min(m.currency) from dispute_moves m where m.tenant_id = d.tenant_id and m.dispute_id = d.dispute_id) as "feeCurrency"
    from disputes d join payments p on p.tenant_id = d.tenant_id and p.payment_id = d.payment_id
    where true
      ${invoiceId === undefined ? sql`` : sql`and d.invoice_id = ${invoiceId}`}
      ${customerId === undefined ? sql`` : sql`and d.customer_id = ${customerId}`}
      ${open === undefined ? sql`` : open ? sql`and d.outcome is null` : sql`and d.outcome is not null`}
      ${place ? sql`and (d.opened_at, d.dispute_id) < (${place.at.toISOString()}, ${place.id})` : sql``}
    order by d.opened_at desc, d.dispute_id desc limit ${limit}`;
  return rows.map((row) => ({ ...row, ...asDispute(row) }));
}
