import type { Context } from '@purser/bus';
import type { LockedInvoice } from './lockInvoice.ts';

/** Whether a payment has settled something or become credit. Read it under the invoice's lock. */
export async function isApplied({ tx, tenant }: Pick<Context, 'tx' | 'tenant'>, paymentId: string): Promise<boolean> {
  const rows = await tx.sql`
    select 1 from allocations where tenant_id = ${tenant} and payment_id = ${paymentId}
    union all
    select 1 from credits where tenant_id = ${tenant} and source = 'payment' and source_id = ${paymentId}`;
  return rows.length > 0;
}

export async function allocate(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  { invoiceId, customerId, currency }: LockedInvoice,
  { paymentId, amount, date }: { paymentId: string; amount: bigint; date: string },
): Promise<void> {
  await Promise.all([
    tx.sql`
      insert into allocations (tenant_id, payment_id, invoice_id, customer_id, amount, currency, allocated_on, created_at)
      values (${tenant}, ${paymentId}, ${invoiceId}, ${customerId}, ${amount}, ${currency}, ${date}, ${now.toISOString()})`,
    tx.sql`
      update invoices set paid = paid + ${amount} where tenant_id = ${tenant} and invoice_id = ${invoiceId}`,
  ]);
}
