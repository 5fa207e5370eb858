import type { Context } from '@purser/bus';
import type { Hold } from '../domain/reserve.ts';
import type { LockedInvoice } from './lockInvoice.ts';

type Storing = Pick<Context, 'tx' | 'tenant' | 'now'>;
type Attempt = { attemptId: string; invoice: Pick<LockedInvoice, 'invoiceId' | 'customerId' | 'currency'> };

/** What is held on an invoice now, and what the attempt holds or held, on whichever invoice. Read it under the lock. */
export async function holdsAround(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  invoiceId: string,
  attemptId: string | null = null,
): Promise<Hold[]> {
  return tx.sql<Hold[]>`
    select attempt_id as "attemptId", invoice_id as "invoiceId", amount, ended_at is not null as ended
    from holds
    where tenant_id = ${tenant} and (invoice_id = ${invoiceId} and ended_at is null or attempt_id = ${attemptId})`;
}

/** What is held on invoices now, by invoice. Read it under their locks. */
export async function openHoldsOn(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  invoiceIds: readonly string[],
): Promise<Map<string, Hold[]>> {
  const rows = await tx.sql<Hold[]>`
    select attempt_id as "attemptId", invoice_id as "invoiceId", amount, ended_at is not null as ended
    from holds where tenant_id = ${tenant} and invoice_id = any(${invoiceIds}::uuid[]) and ended_at is null`;
  return Map.groupBy(rows, ({ invoiceId }) => invoiceId);
}

/** @returns false when another transaction took the attempt or the invoice first. */
export async function insertHold(
  { tx, tenant, now }: Storing,
  { attemptId, invoice }: Attempt,
  amount: bigint,
): Promise<boolean> {
  const { invoiceId, customerId, currency } = invoice;
  const made = await tx.sql`
    insert into holds (tenant_id, attempt_id, invoice_id, customer_id, amount, currency, held_at)
    values (${tenant}, ${attemptId}, ${invoiceId}, ${customerId}, ${amount}, ${currency}, ${now.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}

/**
 * Ends what the attempt holds on the invoice. An attempt that ends before its reservation came is remembered, so that a
 * late reservation cannot hold what nobody would ever release.
 * @returns whether something was held.
 */
export async function endHold(ctx: Storing, attempt: Attempt): Promise<boolean> {
  return (await endHolds(ctx, [attempt])).has(attempt.attemptId);
}

/** As `endHold`, of several. @returns the attempts that held something */
export async function endHolds(
  { tx, tenant, now }: Storing,
  attempts: readonly Attempt[],
): Promise<ReadonlySet<string>> {
  const of = (read: (one: Attempt) => string) => attempts.map(read);
  const ended = await tx.sql<{ attemptId: string; amount: bigint }[]>`
    insert into holds (tenant_id, attempt_id, invoice_id, customer_id, amount, currency, held_at, ended_at)
    select ${tenant}, h.attempt, h.invoice, h.customer, 0, h.currency, ${now.toISOString()}, ${now.toISOString()}
    from unnest(${of(({ attemptId }) => attemptId)}::uuid[], ${of(({ invoice }) => invoice.invoiceId)}::uuid[],
      ${of(({ invoice }) => invoice.customerId)}::uuid[], ${of(({ invoice }) => invoice.currency)}::text[])
      as h(attempt, invoice, customer, currency)
    on conflict (tenant_id, attempt_id) do update set ended_at = excluded.ended_at
      where holds.ended_at is null and holds.invoice_id = excluded.invoice_id
    returning attempt_id as "attemptId", amount`;
  return new Set(ended.filter(({ amount }) => amount > 0n).map(({ attemptId }) => attemptId));
}
