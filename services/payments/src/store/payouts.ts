import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import type { Place } from '../place.ts';
import type { Home } from '../stripe/home.ts';
import type { PartJson } from '../stripe/payouts.ts';

export type PartsState = 'open' | 'matched' | 'differs' | 'none';
export type Payout = Home & {
  payoutId: string;
  stripePayoutId: string;
  /** Minor units; below zero Stripe takes it from the bank. */
  amount: bigint;
  currency: string;
  status: string;
  automatic: boolean;
  arrivesOn: string;
  failure: string | null;
  partsState: PartsState;
  parts: number;
  partsSum: bigint;
  arrivedAt: Date | null;
  returnedAt: Date | null;
  createdAt: Date;
  seenAt: Date;
};

type Row = Omit<Payout, 'arrivedAt' | 'returnedAt' | 'createdAt' | 'seenAt'> & {
  arrivedAt: string | null;
  returnedAt: string | null;
  createdAt: string;
  seenAt: string;
};
const maybe = (at: string | null) => (at === null ? null : new Date(at));
const asPayout = (row: Row): Payout => ({
  ...row,
  arrivedAt: maybe(row.arrivedAt),
  returnedAt: maybe(row.returnedAt),
  createdAt: new Date(row.createdAt),
  seenAt: new Date(row.seenAt),
});
const columns = ({ sql }: Tx) => sql`
  payout_id as "payoutId", stripe_payout_id as "stripePayoutId", mode, account, amount, currency, status, automatic,
  arrives_on as "arrivesOn", failure, parts_state as "partsState", parts, parts_sum as "partsSum", arrived_at as "arrivedAt",
  returned_at as "returnedAt", created_at as "createdAt", seen_at as "seenAt"`;

export async function lockPayout(tx: Tx, { mode, account }: Home, stripePayoutId: string): Promise<Payout | undefined> {
  const [row] = await tx.sql<Row[]>`
    select ${columns(tx)} from payouts
    where mode = ${mode} and account = ${account} and stripe_payout_id = ${stripePayoutId} for update`;
  return row && asPayout(row);
}

export async function findPayout(tx: Tx, payoutId: string): Promise<Payout | undefined> {
  const [row] = await tx.sql<Row[]>`select ${columns(tx)} from payouts where payout_id = ${payoutId}`;
  return row && asPayout(row);
}

export async function payoutsOf(tx: Tx, { mode, account }: Home, stripeIds: readonly string[]): Promise<Payout[]> {
  const rows = await tx.sql<Row[]>`
    select ${columns(tx)} from payouts
    where mode = ${mode} and account = ${account} and stripe_payout_id = any(${[...stripeIds]}::text[])`;
  return rows.map(asPayout);
}

export async function payoutsById({ sql }: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select payout_id as id from payouts where payout_id = any(${[...ids]}::uuid[])`;
  return new Set(rows.map(({ id }) => id));
}

/** The first who tells of it writes it down; two at once meet at the index. */
export async function insertPayout({ tx, tenant }: Context, payout: Payout): Promise<boolean> {
  const made = await tx.sql`
    insert into payouts (tenant_id, payout_id, stripe_payout_id, mode, account, amount, currency, status, automatic, arrives_on,
      failure, parts_state, parts, parts_sum, created_at, seen_at)
    values (${tenant}, ${payout.payoutId}, ${payout.stripePayoutId}, ${payout.mode}, ${payout.account}, ${payout.amount},
      ${payout.currency}, ${payout.status}, ${payout.automatic}, ${payout.arrivesOn}, ${payout.failure}, ${payout.partsState}, 0, 0,
      ${payout.createdAt.toISOString()}, ${payout.seenAt.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}

export async function movePayout({ tx }: Context, payout: Payout): Promise<void> {
  await tx.sql`
    update payouts set status = ${payout.status}, failure = ${payout.failure}, arrives_on = ${payout.arrivesOn},
      arrived_at = ${payout.arrivedAt?.toISOString() ?? null}, returned_at = ${payout.returnedAt?.toISOString() ?? null},
      seen_at = ${payout.seenAt.toISOString()}
    where payout_id = ${payout.payoutId}`;
}

export async function insertParts(
  { tx, tenant }: Context,
  payoutId: string,
  parts: readonly PartJson[],
): Promise<void> {
  if (parts.length === 0) return;
  await tx.sql`
    insert into payout_parts (tenant_id, payout_id, balance_transaction_id, type, category, source, amount, fee, net)
    select ${tenant}, ${payoutId}, u.*
    from unnest(${parts.map(({ id }) => id)}::text[], ${parts.map(({ type }) => type)}::text[],
      ${parts.map(({ category }) => category)}::text[],
      ${parts.map(({ source }) => source)}::text[], ${parts.map(({ amount }) => String(amount))}::bigint[],
      ${parts.map(({ fee }) => String(fee))}::bigint[], ${parts.map(({ net }) => String(net))}::bigint[]) as u
    on conflict do nothing`;
}

/** All parts are here: whether they are the payout, to the unit. One that Stripe is still putting together may lack some. */
export async function addUp({ tx }: Context, payoutId: string, complete: boolean): Promise<void> {
  await tx.sql`
    update payouts p set parts = s.parts, parts_sum = s.sum,
      parts_state = case when s.sum = p.amount then 'matched' when ${complete} then 'differs' else 'open' end
    from (select count(*)::int as parts, coalesce(sum(net), 0)::bigint as sum from payout_parts where payout_id = ${payoutId}) s
    where p.payout_id = ${payoutId}`;
}

/** The newest first. */
export async function listedPayouts(
  tx: Tx,
  failed: boolean | undefined,
  place: Place | undefined,
  limit: number,
): Promise<Payout[]> {
  const { sql } = tx;
  const rows = await sql<Row[]>`
    select ${columns(tx)} from payouts
    where true ${failed === undefined ? sql`` : sql`and (status = 'failed') = ${failed}`}
      ${place ? sql`and (created_at, payout_id) < (${place.at.toISOString()}, ${place.id})` : sql``}
    order by created_at desc, payout_id desc limit ${limit}`;
  return rows.map(asPayout);
}

export type ListedPart = {
  balanceTransactionId: string;
  type: string;
  category: string | null;
  source: string | null;
  amount: number;
  fee: number;
  net: number;
  paymentId: string | null;
  invoiceId: string | null;
};
type PartRow = Omit<ListedPart, 'amount' | 'fee' | 'net'> & { amount: bigint; fee: bigint; net: bigint };

/** What is in it, each with the payment that it was for: that itself, a refund of it, or a dispute about it. */
export async function listedParts(
  { sql }: Tx,
  payoutId: string,
  after: string | undefined,
  limit: number,
): Promise<ListedPart[]> {
  const rows = await sql<PartRow[]>`
    select t.balance_transaction_id as "balanceTransactionId", t.type, t.category, t.source, t.amount, t.fee, t.net,
      coalesce(p.payment_id, r.payment_id, d.payment_id) as "paymentId", coalesce(p.invoice_id, r.invoice_id, d.invoice_id) as "invoiceId"
    from payout_parts t
      left join payments p on p.tenant_id = t.tenant_id and p.balance_transaction_id = t.balance_transaction_id
      left join refunds r on r.tenant_id = t.tenant_id and r.stripe_refund_id = t.source
      left join dispute_moves m on m.tenant_id = t.tenant_id and m.balance_transaction_id = t.balance_transaction_id
      left join disputes d on d.tenant_id = m.tenant_id and d.dispute_id = m.dispute_id
    where t.payout_id = ${payoutId} ${after === undefined ? sql`` : sql`and t.balance_transaction_id > ${after}`}
    order by t.balance_transaction_id limit ${limit}`;
  return rows.map((row) => ({ ...row, amount: Number(row.amount), fee: Number(row.fee), net: Number(row.net) }));
}
