import type { Tx } from '@purser/db';
import type { HerePayment } from '../domain/proof/compareCharge.ts';
import type { HereDispute, MoveFact } from '../domain/proof/compareDispute.ts';
import type { HerePart } from '../domain/proof/compareRefund.ts';

type PaymentRow = Omit<HerePayment, 'amount' | 'fee' | 'net' | 'receivedAt'> & {
  amount: bigint;
  fee: bigint | null;
  net: bigint | null;
  receivedAt: string;
};

const numberOf = (value: bigint | null): number | null => (value === null ? null : Number(value));

function asPayment({ amount, fee, net, receivedAt, ...row }: PaymentRow): HerePayment {
  return { ...row, amount: Number(amount), fee: numberOf(fee), net: numberOf(net), receivedAt: Date.parse(receivedAt) };
}

const paymentColumns = ({ sql }: Tx) => sql`
  p.payment_id as "paymentId", p.invoice_id as "invoiceId", p.amount, p.currency, p.payment_intent_id as "intentId",
  p.charge_id as "chargeId", p.balance_transaction_id as "balanceTransactionId", p.fee, p.net, p.settled_currency as "settledCurrency",
  p.received_at as "receivedAt"`;

/** What the proof of payments compares, by the intents that brought them. */
export async function paymentsOfIntents(tx: Tx, intents: readonly string[]): Promise<HerePayment[]> {
  const rows = await tx.sql<PaymentRow[]>`
    select ${paymentColumns(tx)} from payments p where p.payment_intent_id = any(${[...intents]}::text[])`;
  return rows.map(asPayment);
}

export async function paymentsById(tx: Tx, ids: readonly string[]): Promise<HerePayment[]> {
  const rows = await tx.sql<PaymentRow[]>`
    select ${paymentColumns(tx)} from payments p where p.payment_id = any(${[...ids]}::uuid[])`;
  return rows.map(asPayment);
}

/** Intents, and ids of attempts that have none yet, that we asked for: marks of ours under another intent are somebody else's work. */
export async function askedOf(
  { sql }: Tx,
  { intents, attempts }: { intents: readonly string[]; attempts: readonly string[] },
): Promise<Set<string>> {
  const rows = await sql<{ attemptId: string; intentId: string | null }[]>`
    select attempt_id as "attemptId", payment_intent_id as "intentId" from attempts
    where payment_intent_id = any(${[...intents]}::text[])
      or (attempt_id = any(${[...attempts]}::uuid[]) and payment_intent_id is null)`;
  return new Set(rows.flatMap(({ attemptId, intentId }) => (intentId === null ? [attemptId] : [attemptId, intentId])));
}

type PartRow = Omit<HerePart, 'amount' | 'feeReturned' | 'updatedAt'> & {
  amount: bigint;
  feeReturned: bigint;
  updatedAt: string;
};

const asPart = ({ amount, feeReturned, updatedAt, ...row }: PartRow): HerePart => ({
  ...row,
  amount: Number(amount),
  feeReturned: Number(feeReturned),
  updatedAt: Date.parse(updatedAt),
});
const partColumns = ({ sql }: Tx) => sql`
  r.part_id as "partId", r.refund_id as "refundId", r.invoice_id as "invoiceId", r.amount, r.currency, r.status,
  r.stripe_refund_id as "stripeRefundId", r.payment_id as "paymentId", coalesce(r.fee_returned, 0)::bigint as "feeReturned", r.updated_at as "updatedAt"`;

/** The parts that Stripe knows under these ids, and all that belong to the same refunds. */
export async function partsBeside(tx: Tx, stripeIds: readonly string[]): Promise<HerePart[]> {
  const rows = await tx.sql<PartRow[]>`
    select ${partColumns(tx)} from refunds r where r.refund_id in (
      select refund_id from refunds where stripe_refund_id = any(${[...stripeIds]}::text[]))`;
  return rows.map(asPart);
}

/** What the platform gave back of its fee per payment, and the first refund with which it did. */
export async function feesBackOf({ sql }: Tx, paymentIds: readonly string[]) {
  const rows = await sql<{ paymentId: string; sum: bigint; partId: string }[]>`
    select payment_id as "paymentId", sum(fee_returned)::bigint as sum, min(part_id::text) as "partId" from refunds
    where payment_id = any(${[...paymentIds]}::uuid[]) and fee_returned > 0 group by 1`;
  return new Map(rows.map(({ paymentId, sum, partId }) => [paymentId, { sum: Number(sum), partId }]));
}

export async function partsOfRefunds(tx: Tx, refundIds: readonly string[]): Promise<HerePart[]> {
  const rows = await tx.sql<PartRow[]>`
    select ${partColumns(tx)} from refunds r where r.refund_id = any(${[...refundIds]}::uuid[])`;
  return rows.map(asPart);
}

type DisputeRow = Omit<HereDispute, 'amount' | 'moves' | 'updatedAt'> & { amount: bigint; updatedAt: string };
type MoveRow = { disputeId: string; id: string; amount: bigint; fee: bigint; currency: string };

export async function disputesAtStripe(tx: Tx, stripeIds: readonly string[]): Promise<HereDispute[]> {
  const { sql } = tx;
  return withMoves(tx, sql`d.stripe_dispute_id = any(${[...stripeIds]}::text[])`);
}

export async function disputesById(tx: Tx, ids: readonly string[]): Promise<HereDispute[]> {
  const { sql } = tx;
  return withMoves(tx, sql`d.dispute_id = any(${[...ids]}::uuid[])`);
}

async function withMoves({ sql }: Tx, which: ReturnType<Tx['sql']>): Promise<HereDispute[]> {
  const rows = await sql<DisputeRow[]>`
    select d.dispute_id as "disputeId", d.invoice_id as "invoiceId", d.amount, d.currency, d.status,
      d.stripe_dispute_id as "stripeDisputeId", d.updated_at as "updatedAt"
    from disputes d where ${which}`;
  const moves = await sql<MoveRow[]>`
    select dispute_id as "disputeId", balance_transaction_id as id, amount, fee, currency from dispute_moves
    where dispute_id = any(${rows.map(({ disputeId }) => disputeId)}::uuid[])`;
  const ofDispute = Map.groupBy(moves, ({ disputeId }) => disputeId);
  return rows.map(({ amount, updatedAt, ...row }) => ({
    ...row,
    amount: Number(amount),
    updatedAt: Date.parse(updatedAt),
    moves: (ofDispute.get(row.disputeId) ?? []).map(
      (move): MoveFact => ({
        id: move.id,
        amount: Number(move.amount),
        fee: Number(move.fee),
        currency: move.currency,
      }),
    ),
  }));
}

/** Which of them are intents of payments here. */
export async function ofPayments({ sql }: Tx, intents: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select payment_intent_id as id from payments where payment_intent_id = any(${[...intents]}::text[])`;
  return new Set(rows.map(({ id }) => id));
}
