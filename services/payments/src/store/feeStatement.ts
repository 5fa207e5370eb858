import type { Tx } from '@purser/db';
import type { Place } from '../place.ts';

type Period = { from: Date; to: Date };

export type FeeLine = {
  paymentId: string;
  invoiceId: string;
  customerId: string;
  chargeId: string | null;
  receivedAt: Date;
  gross: number;
  currency: string;
  settledCurrency: string | null;
  stripeFee: number | null;
  applicationFee: number | null;
  net: number | null;
  returned: number;
};
type Row = Omit<FeeLine, 'receivedAt'> & { receivedAt: string };

/** Payments that the platform took something of, in a period: those at connected accounts; with what of the fee went back. */
const lines = ({ sql }: Tx, { from, to }: Period) => sql`
  select p.payment_id, p.invoice_id, p.customer_id, p.charge_id, p.received_at, p.amount, p.currency, p.settled_currency, p.fee,
    coalesce(p.application_fee, case when p.settled_currency is null or p.settled_currency = p.currency then a.application_fee end)
      as application_fee, p.net,
    coalesce((select sum(r.fee_returned) from refunds r where r.tenant_id = p.tenant_id and r.payment_id = p.payment_id), 0)::bigint
      as returned
  from payments p join attempts a on a.tenant_id = p.tenant_id and a.attempt_id = p.attempt_id
  where a.account <> 'own' and p.received_at >= ${from.toISOString()} and p.received_at < ${to.toISOString()}`;

/** The newest first. */
export async function feesOf(
  tx: Tx,
  { from, to, place, limit }: Period & { place: Place | undefined; limit: number },
): Promise<FeeLine[]> {
  const rows = await tx.sql<Row[]>`
    select payment_id as "paymentId", invoice_id as "invoiceId", customer_id as "customerId", charge_id as "chargeId",
      received_at as "receivedAt", amount::float8 as gross, currency, settled_currency as "settledCurrency",
      (fee - application_fee)::float8 as "stripeFee", application_fee::float8 as "applicationFee", net::float8 as net,
      returned::float8 as returned
    from (${lines(tx, { from, to })}) l
    where true ${place ? tx.sql`and (received_at, payment_id) < (${place.at.toISOString()}, ${place.id})` : tx.sql``}
    order by received_at desc, payment_id desc limit ${limit}`;
  return rows.map((row) => ({ ...row, receivedAt: new Date(row.receivedAt) }));
}

type Total = {
  currency: string;
  payments: number;
  stripeFees: number;
  applicationFees: number;
  net: number;
  returned: number;
};

/** What Stripe has told of; what it has not yet is in no sum. */
export async function feeTotals(tx: Tx, period: Period): Promise<Total[]> {
  return tx.sql<Total[]>`
    select settled_currency as currency, count(*)::int as payments, sum(fee - application_fee)::float8 as "stripeFees",
      sum(application_fee)::float8 as "applicationFees", sum(net)::float8 as net, sum(returned)::float8 as returned
    from (${lines(tx, period)}) l where settled_currency is not null group by 1 order by 1`;
}
