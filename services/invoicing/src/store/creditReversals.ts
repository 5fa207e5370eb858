import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { lockBalance, takeCredit } from './creditBalance.ts';
import type { LockedInvoice } from './lockInvoice.ts';
import { noteOnTimeline } from './timeline.ts';

/** Whose credit, and in which currency, is the payment's; neither need be its invoice's. */
type Taking = {
  paymentId: string;
  customerId: string;
  currency: string;
  disputeId: string;
  most: bigint;
  date: string;
};

/**
 * Of the credit that a payment had become, a dispute takes what is still there. Call it under the invoice's lock.
 * @returns how much that is; what the customer has spent is not there any more
 */
export async function takeBackCredit(
  ctx: Context,
  invoice: LockedInvoice,
  { paymentId, customerId, currency, disputeId, most, date }: Taking,
): Promise<bigint> {
  const { tx, tenant, now, stage } = ctx;
  const { invoiceId } = invoice;
  const balance = await lockBalance(ctx, { customerId, currency });
  const [row] = await tx.sql<{ left: bigint }[]>`
    select (coalesce((select sum(amount) from credits
        where tenant_id = ${tenant} and source = 'payment' and source_id = ${paymentId} and customer_id = ${customerId}
          and currency = ${currency}), 0)
      - coalesce((select sum(from_credit - withdrawn) from refunds_asked where tenant_id = ${tenant} and payment_id = ${paymentId}), 0)
      - coalesce((select sum(amount) from credit_reversals where tenant_id = ${tenant} and payment_id = ${paymentId}), 0))::bigint as left`;
  const amount = [row?.left ?? 0n, balance, most].reduce((least, each) => (each < least ? each : least));
  if (amount <= 0n) return 0n;
  await tx.sql`
    insert into credit_reversals (tenant_id, dispute_id, payment_id, invoice_id, customer_id, amount, currency, reversed_on, created_at)
    values (${tenant}, ${disputeId}, ${paymentId}, ${invoiceId}, ${customerId}, ${amount}, ${currency}, ${date}, ${now.toISOString()})`;
  await takeCredit(ctx, { customerId, currency }, amount);
  await noteOnTimeline(
    ctx,
    { invoiceId, customerId: invoice.customerId, currency },
    { what: 'creditReversed', amount, sourceId: paymentId },
  );
  stage.send(contract.creditReversed, {
    ...{ invoiceId, customerId, currency, paymentId, disputeId, date },
    amount: Number(amount),
  });
  return amount;
}
