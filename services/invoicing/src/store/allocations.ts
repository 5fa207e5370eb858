import type { Context } from '@purser/bus';
import type { LockedInvoice } from './lockInvoice.ts';

export const paymentKey = (paymentId: string) => `payment:${paymentId}`;

/** Which of these payments have settled something or become credit. Read it under the locks of their invoices. */
export async function appliedAmong(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  paymentIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ id: string }[]>`
    select payment_id as id from allocations where tenant_id = ${tenant} and payment_id = any(${paymentIds}::uuid[])
    union all
    select source_id from credits where tenant_id = ${tenant} and source = 'payment' and source_id = any(${paymentIds}::uuid[])`;
  return new Set(rows.map(({ id }) => id));
}

/** As `appliedAmong`, of one. */
export async function isApplied(ctx: Pick<Context, 'tx' | 'tenant'>, paymentId: string): Promise<boolean> {
  return (await appliedAmong(ctx, [paymentId])).has(paymentId);
}

type Allocation = { invoice: LockedInvoice; paymentId: string; amount: bigint; recovered: bigint; date: string };

/** Payments settle parts of as many invoices, each another's. */
export async function allocate(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  allocations: readonly Allocation[],
): Promise<void> {
  const of = <T>(read: (one: Allocation) => T) => allocations.map(read);
  const ids = of(({ invoice }) => invoice.invoiceId);
  // The driver takes an array that begins with a bigint for a number.
  const amounts = of(({ amount }) => String(amount));
  await Promise.all([
    tx.sql`
      insert into allocations (tenant_id, payment_id, invoice_id, customer_id, amount, currency, allocated_on, created_at)
      select ${tenant}, a.payment, a.invoice, a.customer, a.amount, a.currency, a.on_day::date, ${now.toISOString()}
      from unnest(${of(({ paymentId }) => paymentId)}::uuid[], ${ids}::uuid[], ${of(({ invoice }) => invoice.customerId)}::uuid[],
        ${amounts}::bigint[], ${of(({ invoice }) => invoice.currency)}::text[], ${of(({ date }) => date)}::text[])
        as a(payment, invoice, customer, amount, currency, on_day)`,
    tx.sql`
      update invoices i set paid = i.paid + a.amount, written_off = i.written_off - a.recovered,
        written_off_on = case when i.written_off > a.recovered then i.written_off_on end
      from unnest(${ids}::uuid[], ${amounts}::bigint[], ${of(({ recovered }) => String(recovered))}::bigint[]) as a(invoice, amount, recovered)
      where i.tenant_id = ${tenant} and i.invoice_id = a.invoice`,
  ]);
}
