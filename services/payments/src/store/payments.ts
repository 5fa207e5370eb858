import type { Tx } from '@purser/db';

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

/** @returns false when the attempt was paid already. */
export async function insertPayment({ sql }: Tx, tenant: string, p: Payment): Promise<boolean> {
  const made = await sql`
    insert into payments (tenant_id, payment_id, attempt_id, invoice_id, customer_id, amount, currency, payment_intent_id, charge_id, received_at)
    values (${tenant}, ${p.paymentId}, ${p.attemptId}, ${p.invoiceId}, ${p.customerId}, ${p.amount}, ${p.currency}, ${p.paymentIntentId}, ${p.chargeId},
      ${p.receivedAt.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}

type Settled = { fee: number; net: number; currency: string };

/** @returns false when the fee was known. */
export async function setFee(
  { sql }: Tx,
  paymentId: string,
  balanceTransactionId: string,
  settled: Settled,
): Promise<boolean> {
  const set = await sql`
    update payments set balance_transaction_id = ${balanceTransactionId}, fee = ${settled.fee}, net = ${settled.net},
      settled_currency = ${settled.currency}
    where payment_id = ${paymentId} and balance_transaction_id is null`;
  return set.count === 1;
}

export async function paymentOfIntent(
  { sql }: Tx,
  intentId: string,
): Promise<{ paymentId: string; feeKnown: boolean } | undefined> {
  const [row] = await sql<{ payment_id: string; balance_transaction_id: string | null }[]>`
    select payment_id, balance_transaction_id from payments where payment_intent_id = ${intentId}`;
  return row && { paymentId: row.payment_id, feeKnown: row.balance_transaction_id !== null };
}

export async function isPayment({ sql }: Tx, paymentId: string): Promise<boolean> {
  return (await sql`select from payments where payment_id = ${paymentId}`).count === 1;
}
