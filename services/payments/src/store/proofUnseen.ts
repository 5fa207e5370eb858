import type { Tx } from '@purser/db';
import type { Home } from '../stripe/home.ts';

type Period = Home & { proofId: string; from: string; to: string };
type Ours = { ourId: string; invoiceId: string; amount: number; currency: string };
export type OurPayment = Ours & { intentId: string };
export type OurRefund = Ours & { stripeRefundId: string };
export type OurDispute = Ours & { stripeDisputeId: string };

/** So many are asked for one by one before others get their turn. */
const portion = 10;

const numbered = <R extends { amount: bigint }>({ amount, ...row }: R) => ({ ...row, amount: Number(amount) });

/** Payments of a period, in UTC days, that the proof has not come across at Stripe. */
export async function unseenPayments({ sql }: Tx, { proofId, mode, account, from, to }: Period): Promise<OurPayment[]> {
  const rows = await sql<(Omit<OurPayment, 'amount'> & { amount: bigint })[]>`
    select p.payment_id as "ourId", p.invoice_id as "invoiceId", p.amount, p.currency, p.payment_intent_id as "intentId"
    from payments p join attempts a on a.tenant_id = p.tenant_id and a.attempt_id = p.attempt_id
    where a.mode = ${mode} and a.account = ${account} and p.received_at >= ${start(from)} and p.received_at < ${end(to)}
      and not exists (select from proof_seen s where s.tenant_id = p.tenant_id and s.proof_id = ${proofId} and s.thing = 'charge'
        and s.stripe_id = p.payment_intent_id)
    order by p.received_at limit ${portion}`;
  return rows.map(numbered);
}

export async function unseenRefunds({ sql }: Tx, { proofId, mode, account, from, to }: Period): Promise<OurRefund[]> {
  const rows = await sql<(Omit<OurRefund, 'amount'> & { amount: bigint })[]>`
    select r.refund_id as "ourId", r.invoice_id as "invoiceId", r.amount, r.currency, r.stripe_refund_id as "stripeRefundId"
    from refunds r
    where r.mode = ${mode} and r.account = ${account} and r.stripe_refund_id is not null and r.created_at >= ${start(from)} and r.created_at < ${end(to)}
      and not exists (select from proof_seen s where s.tenant_id = r.tenant_id and s.proof_id = ${proofId} and s.thing = 'refund'
        and s.stripe_id = r.stripe_refund_id)
    order by r.created_at limit ${portion}`;
  return rows.map(numbered);
}

export async function unseenDisputes({ sql }: Tx, { proofId, mode, account, from, to }: Period): Promise<OurDispute[]> {
  const rows = await sql<(Omit<OurDispute, 'amount'> & { amount: bigint })[]>`
    select d.dispute_id as "ourId", d.invoice_id as "invoiceId", d.amount, d.currency, d.stripe_dispute_id as "stripeDisputeId"
    from disputes d
    where d.mode = ${mode} and d.account = ${account} and d.opened_at >= ${start(from)} and d.opened_at < ${end(to)}
      and not exists (select from proof_seen s where s.tenant_id = d.tenant_id and s.proof_id = ${proofId} and s.thing = 'dispute'
        and s.stripe_id = d.stripe_dispute_id)
    order by d.opened_at limit ${portion}`;
  return rows.map(numbered);
}

export type Elsewhere = Home & { currency: string; payments: number; amount: number };

/** What came in in the period at other accounts of the tenant's. */
export async function paidElsewhere({ sql }: Tx, { mode, account, from, to }: Period): Promise<Elsewhere[]> {
  const rows = await sql<(Omit<Elsewhere, 'amount'> & { amount: bigint })[]>`
    select a.mode, a.account, p.currency, count(*)::int as payments, sum(p.amount)::bigint as amount
    from payments p join attempts a on a.tenant_id = p.tenant_id and a.attempt_id = p.attempt_id
    where (a.mode, a.account) <> (${mode}, ${account}) and p.received_at >= ${start(from)} and p.received_at < ${end(to)}
    group by 1, 2, 3 order by 1, 2, 3`;
  return rows.map(numbered);
}

const start = (day: string): string => `${day}T00:00:00Z`;
const end = (day: string): string => new Date(Date.parse(start(day)) + 86_400_000).toISOString();
