import type { Tx } from '@purser/db';
import type { Home } from '../stripe/home.ts';

export type Payment = {
  paymentId: string;
  attemptId: string;
  invoiceId: string;
  customerId: string;
  amount: bigint;
  currency: string;
  paymentIntentId: string;
  chargeId: string | null;
  receivedAt: Date;
};

/** @returns the attempts of those that are new: an attempt is paid once. */
export async function insertPayments(
  { sql }: Tx,
  tenant: string,
  payments: readonly Payment[],
): Promise<ReadonlySet<string>> {
  const of = <T>(read: (payment: Payment) => T) => payments.map(read);
  const rows = await sql<{ attemptId: string }[]>`
    insert into payments (tenant_id, payment_id, attempt_id, invoice_id, customer_id, amount, currency, payment_intent_id, charge_id, received_at)
    select ${tenant}, p.id, p.attempt, p.invoice, p.customer, p.amount, p.currency, p.intent, p.charge, p.at::timestamptz
    from unnest(${of((p) => p.paymentId)}::uuid[], ${of((p) => p.attemptId)}::uuid[],
      ${of((p) => p.invoiceId)}::uuid[], ${of((p) => p.customerId)}::uuid[], ${of((p) => String(p.amount))}::bigint[],
      ${of((p) => p.currency)}::text[], ${of((p) => p.paymentIntentId)}::text[], ${of((p) => p.chargeId)}::text[],
      ${of((p) => p.receivedAt.toISOString())}::text[])
      as p(id, attempt, invoice, customer, amount, currency, intent, charge, at)
    on conflict do nothing returning attempt_id as "attemptId"`;
  return new Set(rows.map(({ attemptId }) => attemptId));
}

type Settled = { fee: number; applicationFee: number; net: number; currency: string };

/** @returns false when the fee was known. */
export async function setFee(
  { sql }: Tx,
  paymentId: string,
  balanceTransactionId: string,
  settled: Settled,
): Promise<boolean> {
  const set = await sql`
    update payments set balance_transaction_id = ${balanceTransactionId}, fee = ${settled.fee}, net = ${settled.net},
      application_fee = ${settled.applicationFee},      settled_currency = ${settled.currency}
    where payment_id = ${paymentId} and balance_transaction_id is null`;
  return set.count === 1;
}

export async function paymentOfIntent(
  { sql }: Tx,
  { mode, account }: Home,
  intentId: string,
): Promise<{ paymentId: string; feeKnown: boolean } | undefined> {
  const [row] = await sql<{ payment_id: string; balance_transaction_id: string | null }[]>`
    select p.payment_id, p.balance_transaction_id
    from payments p join attempts a on a.tenant_id = p.tenant_id and a.attempt_id = p.attempt_id
    where p.payment_intent_id = ${intentId} and a.mode = ${mode} and a.account = ${account}`;
  return row && { paymentId: row.payment_id, feeKnown: row.balance_transaction_id !== null };
}

/** What was taken from the customer; minor units. */
export async function chargedOf(
  { sql }: Tx,
  paymentId: string,
): Promise<{ amount: number; currency: string } | undefined> {
  const [row] = await sql<{ amount: bigint; currency: string }[]>`
    select amount, currency from payments where payment_id = ${paymentId}`;
  return row && { amount: Number(row.amount), currency: row.currency };
}

/** Where a payment was taken; undefined for none of ours. */
export async function homeOfPayment({ sql }: Tx, paymentId: string): Promise<Home | undefined> {
  const [row] = await sql<Home[]>`
    select a.mode, a.account from payments p join attempts a on a.tenant_id = p.tenant_id and a.attempt_id = p.attempt_id
    where p.payment_id = ${paymentId}`;
  return row;
}

export type OfPayment = Home & { paymentId: string; invoiceId: string; customerId: string; paymentIntentId: string };

/** The payment that an intent of this account brought, for what happens to it at Stripe afterwards. */
export async function paymentByIntent(
  { sql }: Tx,
  { mode, account }: Home,
  intentId: string,
): Promise<OfPayment | undefined> {
  const [row] = await sql<OfPayment[]>`
    select p.payment_id as "paymentId", p.invoice_id as "invoiceId", p.customer_id as "customerId",
      p.payment_intent_id as "paymentIntentId", a.mode, a.account
    from payments p join attempts a on a.tenant_id = p.tenant_id and a.attempt_id = p.attempt_id
    where p.payment_intent_id = ${intentId} and a.mode = ${mode} and a.account = ${account}`;
  return row;
}
