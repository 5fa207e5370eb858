import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import type { Chased } from '../domain/chasing.ts';

type Storing = Pick<Context, 'tx' | 'tenant' | 'now'>;
type Reading = Pick<Context, 'tx' | 'tenant'>;
type Ours = { invoiceId: string; customerId: string };

/**
 * The timer that counts, locked until the commit; null where nothing is waited for. Whoever wants both locks the invoice first: so do
 * all who set a timer.
 */
export async function lockTimer({ tx, tenant }: Reading, invoiceId: string): Promise<string | null> {
  const [row] = await tx.sql<{ timer: string | null }[]>`
    select timer from chases where tenant_id = ${tenant} and invoice_id = ${invoiceId} for update`;
  return row?.timer ?? null;
}

export type NewTimer = Ours & { timer: string; at: Date };

/** From now on these timers count for their invoices, and no others. */
export async function setTimers({ tx, tenant }: Reading, timers: readonly NewTimer[]): Promise<void> {
  await tx.sql`
    insert into chases (tenant_id, invoice_id, customer_id, timer, next_at)
    select ${tenant}, u.invoice_id, u.customer_id, u.timer, u.at::timestamptz
    from unnest(${timers.map(({ invoiceId }) => invoiceId)}::uuid[], ${timers.map(({ customerId }) => customerId)}::uuid[],
      ${timers.map(({ timer }) => timer)}::uuid[], ${timers.map(({ at }) => at.toISOString())}::text[])
      as u(invoice_id, customer_id, timer, at)
    on conflict (tenant_id, invoice_id) do update set timer = excluded.timer, next_at = excluded.next_at`;
}

/** Nothing more is waited for. */
export async function stopTimer({ tx, tenant }: Reading, invoiceId: string): Promise<void> {
  await tx.sql`
    update chases set timer = null, next_at = null where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
}

type Facts = Pick<Chased, 'unreminded' | 'unbilled'>;

/** Whether their customers are reminded, and whether fees may be charged on them, by invoice. */
export async function chaseFacts({ tx, tenant }: Reading, invoiceIds: readonly string[]): Promise<Map<string, Facts>> {
  const rows = await tx.sql<(Facts & { invoiceId: string })[]>`
    select i.invoice_id as "invoiceId", not c.reminders as unreminded,
      c.archived or exists (select 1 from late_fees f where f.tenant_id = i.tenant_id and f.fee_invoice_id = i.invoice_id) as unbilled
    from invoices i join customers c on c.tenant_id = i.tenant_id and c.customer_id = i.customer_id
    where i.tenant_id = ${tenant} and i.invoice_id = any(${[...invoiceIds]}::uuid[])`;
  return new Map(rows.map(({ invoiceId, ...facts }) => [invoiceId, facts]));
}

/** What an issued invoice's chase depends on. Read it under the invoice's lock. */
export async function readChased(
  { tx, tenant }: Reading,
  { invoiceId, dueOn, timeZone }: { invoiceId: string; dueOn: string; timeZone: string },
): Promise<Chased | undefined> {
  const [row] = await tx.sql<
    (Facts &
      Pick<Chased, 'refundedDay' | 'reversedDay'> & {
        issuedAt: string;
        restoredAt: string | null;
        done: number[];
        charged: string[];
      })[]
  >`
    select i.issued_at as "issuedAt", c.restored_at as "restoredAt", not c.reminders as unreminded,
      array(select step from reminders r where r.tenant_id = i.tenant_id and r.invoice_id = i.invoice_id) as done,
      (select max(reversed_on)::text from payment_reversals r
        where r.tenant_id = i.tenant_id and r.invoice_id = i.invoice_id and cause = 'refund') as "refundedDay",
      (select max(reversed_on)::text from payment_reversals r
        where r.tenant_id = i.tenant_id and r.invoice_id = i.invoice_id) as "reversedDay",
      array(select period_on::text from late_fees f where f.tenant_id = i.tenant_id and f.invoice_id = i.invoice_id) as charged,
      c.archived or exists (select 1 from late_fees f where f.tenant_id = i.tenant_id and f.fee_invoice_id = i.invoice_id) as unbilled
    from invoices i join customers c on c.tenant_id = i.tenant_id and c.customer_id = i.customer_id
    where i.tenant_id = ${tenant} and i.invoice_id = ${invoiceId} and i.issued_at is not null`;
  if (!row) return undefined;
  const { issuedAt, restoredAt, ...facts } = row;
  const dayOf = (instant: string) => localDate(new Date(instant), timeZone);
  return { ...facts, dueOn, issuedDay: dayOf(issuedAt), restoredDay: restoredAt && dayOf(restoredAt) };
}

/** @returns false when the step has been dealt with before. */
export async function insertReminder(
  { tx, tenant, now }: Storing,
  { invoiceId, customerId }: Ours,
  { step, reminderId, state }: { step: number; reminderId: string; state: 'sent' | 'superseded' },
): Promise<boolean> {
  const made = await tx.sql`
    insert into reminders (tenant_id, invoice_id, customer_id, step, reminder_id, state, at)
    values (${tenant}, ${invoiceId}, ${customerId}, ${step}, ${reminderId}, ${state}, ${now.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}

/** Open invoices by their ids, so many after one. */
export async function openInvoices(
  { tx, tenant }: Reading,
  { customer, after }: { customer?: string | undefined; after?: string | undefined },
  limit: number,
): Promise<Ours[]> {
  return tx.sql<Ours[]>`
    select invoice_id as "invoiceId", customer_id as "customerId" from invoices
    where tenant_id = ${tenant} and due > 0 and (${after ?? null}::uuid is null or invoice_id > ${after ?? null}::uuid)
      and (${customer ?? null}::uuid is null or customer_id = ${customer ?? null}::uuid)
    order by invoice_id limit ${limit}`;
}
