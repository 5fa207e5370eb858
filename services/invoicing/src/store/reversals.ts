import { addDays } from '@purser/billing';
import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { lookAgain } from '../chasing/planChases.ts';
import { morningOf } from '../domain/chasing.ts';
import { owedOf } from '../domain/invoice.ts';
import type { RefundFacts } from '../domain/refund.ts';
import { lockBalance } from './creditBalance.ts';
import type { LockedInvoice } from './lockInvoice.ts';
import { noteOnTimeline } from './timeline.ts';

/**
 * What there is to give back of a payment. Read it under the invoice's lock; it locks the customer's balance. Of credit it is what this payment
 * became, and what the invoice's credit notes made; a refund that was withdrawn is credit again. What another payment's refunds
 * took beyond their own credit, they took of the notes'.
 */
export async function refundFactsOf(ctx: Context, invoice: LockedInvoice, paymentId: string): Promise<RefundFacts> {
  const { tx, tenant } = ctx;
  const { invoiceId, customerId } = invoice;
  const balance = await lockBalance(ctx, invoice);
  const [row] = await tx.sql<{ allocated: bigint; credited: bigint }[]>`
    with asked as (
      select payment_id, sum(withdrawn - from_credit) as came_back from refunds_asked
      where tenant_id = ${tenant} and invoice_id = ${invoiceId} group by payment_id
    ), paid as (
      select ${paymentId}::uuid as payment_id union select payment_id from asked where payment_id is not null
    ), own as (
      select p.payment_id, coalesce((select sum(amount) from credits
          where tenant_id = ${tenant} and source = 'payment' and source_id = p.payment_id and customer_id = ${customerId}), 0)
        - coalesce((select sum(amount) from credit_reversals where tenant_id = ${tenant} and payment_id = p.payment_id), 0)
        + coalesce((select sum(amount) from credits where tenant_id = ${tenant} and source = 'dispute' and source_id in (
          select cause_id from payment_reversals where tenant_id = ${tenant} and payment_id = p.payment_id and cause = 'dispute'
          union select dispute_id from credit_reversals where tenant_id = ${tenant} and payment_id = p.payment_id)), 0)
        + coalesce((select came_back from asked where asked.payment_id = p.payment_id), 0) as credit
      from paid p
    )
    select
      (coalesce((select sum(amount) from allocations
          where tenant_id = ${tenant} and payment_id = ${paymentId} and invoice_id = ${invoiceId}), 0)
        - coalesce((select sum(amount) from payment_reversals
          where tenant_id = ${tenant} and payment_id = ${paymentId} and invoice_id = ${invoiceId}), 0))::bigint as allocated,
      greatest(0, coalesce((select sum(case when payment_id = ${paymentId} then credit else least(credit, 0) end) from own), 0)
        + coalesce((select sum(to_credit) from credit_notes where tenant_id = ${tenant} and invoice_id = ${invoiceId}), 0)
        + coalesce((select came_back from asked where payment_id is null), 0))::bigint as credited`;
  return { allocated: row?.allocated ?? 0n, credited: row?.credited ?? 0n, balance };
}

export type Reversal = {
  paymentId: string;
  amount: bigint;
  cause: 'refund' | 'dispute';
  causeId: string;
  /** In the tenant's zone. */
  date: string;
};

/**
 * What a payment had settled is owed again. A write-off of the rest does not outlive it: staff decide anew. Nobody is told off
 * for it on the same day.
 * @returns the invoice as it stands then.
 */
export async function reversePayment(ctx: Context, invoice: LockedInvoice, reversal: Reversal): Promise<LockedInvoice> {
  const { tx, tenant, now, stage } = ctx;
  const { invoiceId, customerId, currency, writtenOff } = invoice;
  const { paymentId, amount, cause, causeId, date } = reversal;
  await tx.sql`
    insert into payment_reversals (tenant_id, cause, cause_id, payment_id, invoice_id, customer_id, amount, currency, reversed_on,
      created_at)
    values (${tenant}, ${cause}, ${causeId}, ${paymentId}, ${invoiceId}, ${customerId}, ${amount}, ${currency}, ${date},
      ${now.toISOString()})`;
  await tx.sql`
    update invoices set paid = paid - ${amount}, written_off = 0, written_off_on = null
    where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
  const ofInvoice = { invoiceId, customerId, currency };
  if (writtenOff > 0n)
    stage.send(contract.writeOffReversed, {
      ...ofInvoice,
      date,
      amount: Number(writtenOff),
      cause: 'reopened' as const,
    });
  const after = { ...invoice, paid: invoice.paid - amount, writtenOff: 0n };
  await noteOnTimeline(ctx, invoice, { what: 'paymentReversed', amount, sourceId: paymentId });
  stage.send(contract.paymentReversed, {
    ...ofInvoice,
    ...{ paymentId, amount: Number(amount), date, cause, causeId, due: Number(owedOf(after)) },
  });
  await lookAgain(ctx, [invoice], morningOf(addDays(date, 1), invoice.timeZone));
  return after;
}

/** What a dispute had taken, from an invoice and of credit, and what of it is credit again since it was won. */
export async function reversedBy(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  disputeId: string,
): Promise<{ taken: bigint; wonBack: bigint }> {
  const [row] = await tx.sql<{ taken: bigint; wonBack: bigint }[]>`
    select (coalesce((select sum(amount) from payment_reversals
        where tenant_id = ${tenant} and cause = 'dispute' and cause_id = ${disputeId}), 0)
      + coalesce((select sum(amount) from credit_reversals where tenant_id = ${tenant} and dispute_id = ${disputeId}), 0))::bigint as taken,
      coalesce((select amount from credits
        where tenant_id = ${tenant} and source = 'dispute' and source_id = ${disputeId}), 0)::bigint as "wonBack"`;
  return row ?? { taken: 0n, wonBack: 0n };
}
