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
export async function endHold({ tx, tenant, now }: Storing, { attemptId, invoice }: Attempt): Promise<boolean> {
  const { invoiceId, customerId, currency } = invoice;
  const ended = await tx.sql<{ amount: bigint }[]>`
    insert into holds (tenant_id, attempt_id, invoice_id, customer_id, amount, currency, held_at, ended_at)
    values (${tenant}, ${attemptId}, ${invoiceId}, ${customerId}, 0, ${currency}, ${now.toISOString()}, ${now.toISOString()})
    on conflict (tenant_id, attempt_id) do update set ended_at = excluded.ended_at
      where holds.ended_at is null and holds.invoice_id = excluded.invoice_id
    returning amount`;
  return ended.some(({ amount }) => amount > 0n);
}
