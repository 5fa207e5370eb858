import type { Context } from '@purser/bus';
import type { LockedInvoice } from './lockInvoice.ts';

type Storing = Pick<Context, 'tx' | 'tenant'>;
type News = { disputeId: string; state: 'open' | 'lost' | 'over'; at: string };

/**
 * Takes in news of a dispute, and flags its invoice by all that are known of it. Call it under the invoice's lock. What happened in
 * one moment began before it ended.
 * @returns false when something newer is known of it: this changed nothing.
 */
export async function learnOfDispute(
  ctx: Storing,
  { invoiceId, customerId }: Pick<LockedInvoice, 'invoiceId' | 'customerId'>,
  { disputeId, state, at }: News,
): Promise<boolean> {
  const { tx, tenant } = ctx;
  const learnt = await tx.sql`
    insert into disputes as d (tenant_id, dispute_id, invoice_id, customer_id, state, told_at)
    values (${tenant}, ${disputeId}, ${invoiceId}, ${customerId}, ${state}, ${at})
    on conflict (tenant_id, dispute_id) do update set state = excluded.state, told_at = excluded.told_at
      where d.told_at < excluded.told_at or (d.told_at = excluded.told_at and excluded.state <> 'open')`;
  await flag(ctx, invoiceId);
  return learnt.count === 1;
}

/** Staff ask for the money again that was lost. Call it under the invoice's lock. */
export async function getOverDisputes(ctx: Storing, invoiceId: string): Promise<void> {
  const { tx, tenant } = ctx;
  await tx.sql`
    update disputes set state = 'over' where tenant_id = ${tenant} and invoice_id = ${invoiceId} and state = 'lost'`;
  await flag(ctx, invoiceId);
}

/** One that is open says more than one that was lost; by their letters, too. */
async function flag({ tx, tenant }: Storing, invoiceId: string): Promise<void> {
  await tx.sql`
    update invoices set disputed = (
      select max(state) from disputes where tenant_id = ${tenant} and invoice_id = ${invoiceId} and state <> 'over')
    where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
}
