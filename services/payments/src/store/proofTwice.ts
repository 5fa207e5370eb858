import type { Tx } from '@purser/db';

export type ManyCharges = {
  invoiceId: string;
  /** Stripe's ids of the intents, the newest first; ten at most. */
  charges: string[];
  /** Of those, what we know as payments. */
  paymentIds: string[];
  currency: string | null;
  /** What they took together, less what went back. */
  taken: number;
  /** What went back of the payments. */
  wentBack: number;
};
type Row = Omit<ManyCharges, 'taken' | 'wentBack'> & { taken: bigint; wentBack: bigint };

/**
 * Invoices that a charge of the period names, and that more than one charge was made for, now or before. What went back counts from when
 * it was asked for, and what a bank has taken.
 */
export async function chargedMoreThanOnce(
  { sql }: Tx,
  { proofId, position }: { proofId: string; position: string | null },
  limit: number,
): Promise<ManyCharges[]> {
  const rows = await sql<Row[]>`
    with named as (
      select distinct invoice_id from proof_seen
      where proof_id = ${proofId} and thing = 'charge' and invoice_id is not null
        ${position === null ? sql`` : sql`and invoice_id > ${position}`}
    ), paid as (
      select p.invoice_id, p.payment_id, p.payment_intent_id as intent, p.currency, p.amount,
        coalesce((select sum(r.amount) from refunds r where r.tenant_id = p.tenant_id and r.payment_id = p.payment_id
            and r.status not in ('failed', 'cancelled')), 0)
          + coalesce((select sum(d.amount) from disputes d where d.tenant_id = p.tenant_id and d.payment_id = p.payment_id
            and (d.outcome is null and not d.inquiry or d.outcome = 'lost')), 0) as back
      from payments p join named using (invoice_id)
    ), charged as (
      select invoice_id, payment_id, intent, currency, amount - back as taken, back from paid
      union all
      select s.invoice_id, null, s.stripe_id, null, s.taken, 0 from proof_seen s join named using (invoice_id)
      where s.proof_id = ${proofId} and s.thing = 'charge' and not exists (select from paid where paid.intent = s.stripe_id)
    )
    select invoice_id as "invoiceId", (array_agg(intent order by intent desc))[1:10] as charges,
      coalesce(array_agg(payment_id) filter (where payment_id is not null), '{}') as "paymentIds", min(currency) as currency,
      sum(taken)::bigint as taken, sum(back)::bigint as "wentBack"
    from charged group by invoice_id having count(*) > 1 order by invoice_id limit ${limit}`;
  return rows.map(({ taken, wentBack, ...row }) => ({ ...row, taken: Number(taken), wentBack: Number(wentBack) }));
}
