import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import type { z } from 'zod';
import { pageOf, placeOf } from '../place.ts';
import { readingCustomer } from '../reader.ts';

type Row = {
  payment_id: string;
  attempt_id: string;
  invoice_id: string;
  customer_id: string;
  amount: bigint;
  currency: string;
  fee: bigint | null;
  net: bigint | null;
  settled_currency: string | null;
  payment_intent_id: string;
  charge_id: string | null;
  received_at: string;
};

/** Payments, the newest first. What Stripe kept, and its charge, are for staff. */
export async function listPayments(
  { tx, actor }: Pick<Context, 'tx' | 'actor'>,
  { invoiceId, customerId, after, limit }: z.output<typeof contract.listPayments.input>,
) {
  const { sql } = tx;
  const place = after === undefined ? undefined : placeOf(after);
  const reader = readingCustomer(actor);
  const rows = await sql<Row[]>`
    select * from payments where true
      ${invoiceId === undefined ? sql`` : sql`and invoice_id = ${invoiceId}`}
      ${customerId === undefined ? sql`` : sql`and customer_id = ${customerId}`}
      ${reader === undefined ? sql`` : sql`and customer_id = ${reader}`}
      ${place ? sql`and (received_at, payment_id) < (${place.at.toISOString()}, ${place.id})` : sql``}
    order by received_at desc, payment_id desc limit ${limit + 1}`;
  const { page, next } = pageOf(rows, limit, (row) => ({ at: new Date(row.received_at), id: row.payment_id }));
  return { payments: page.map((row) => asListed(row, reader !== undefined)), next };
}

function asListed(row: Row, forCustomer: boolean) {
  const staffs = <T>(value: T | null) => (forCustomer ? null : value);
  return {
    paymentId: row.payment_id,
    attemptId: row.attempt_id,
    invoiceId: row.invoice_id,
    customerId: row.customer_id,
    amount: Number(row.amount),
    currency: row.currency,
    fee: staffs(row.fee === null ? null : Number(row.fee)),
    net: staffs(row.net === null ? null : Number(row.net)),
    settledCurrency: staffs(row.settled_currency),
    paymentIntentId: row.payment_intent_id,
    chargeId: staffs(row.charge_id),
    receivedAt: new Date(row.received_at).toISOString(),
  };
}
