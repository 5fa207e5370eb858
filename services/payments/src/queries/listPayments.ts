import type { Context } from '@purser/bus';

type Row = {
  payment_id: string;
  attempt_id: string;
  amount: bigint;
  currency: string;
  fee: bigint | null;
  net: bigint | null;
  payment_intent_id: string;
  charge_id: string | null;
  received_at: string;
};

export async function listPayments({ tx }: Pick<Context, 'tx'>, { invoiceId }: { invoiceId: string }) {
  const rows = await tx.sql<Row[]>`select * from payments where invoice_id = ${invoiceId} order by payment_id`;
  return {
    payments: rows.map((row) => ({
      paymentId: row.payment_id,
      attemptId: row.attempt_id,
      amount: Number(row.amount),
      currency: row.currency,
      fee: row.fee === null ? null : Number(row.fee),
      net: row.net === null ? null : Number(row.net),
      paymentIntentId: row.payment_intent_id,
      chargeId: row.charge_id,
      receivedAt: new Date(row.received_at).toISOString(),
    })),
  };
}
