import type { Context } from '@purser/bus';
import type { Stopped } from '../domain/dunning.ts';

type Here = Pick<Context, 'tx' | 'tenant'>;

export type StoppedBill = {
  invoiceId: string;
  customerId: string;
  why: Stopped;
  at: Date;
  endsOn: string | null;
  hasEnded: boolean;
};

/** More than a person works off in a day. */
const most = 100;

/** Of those who pay automatically; what staff stopped is left out. */
export async function stoppedBills({ tx, tenant }: Here): Promise<{ bills: StoppedBill[]; count: number }> {
  const rows = await tx.sql<(Omit<StoppedBill, 'at'> & { at: string; count: number })[]>`
    select b.invoice_id as "invoiceId", b.customer_id as "customerId", b.stopped as why, b.stopped_at as at, b.ends_on::text as "endsOn",
      b.ended_at is not null as "hasEnded", count(*) over ()::int as count
    from bills b join autopay a on a.tenant_id = b.tenant_id and a.customer_id = b.customer_id and a.active
    where b.tenant_id = ${tenant} and not b.done and b.stopped is not null and b.stopped <> 'staff'
    order by b.stopped_at, b.invoice_id limit ${most}`;
  return { bills: rows.map(({ count: _, at, ...row }) => ({ ...row, at: new Date(at) })), count: rows[0]?.count ?? 0 };
}

export type BillDue = {
  invoiceId: string;
  customerId: string;
  dueDate: string;
  step: number;
  stripeMethodId: string | null;
  brand: string | null;
  last4: string | null;
  /** Somebody is paying it. */
  isPaying: boolean;
};

/** What a run on a day takes up, in its order, with the card that would be charged. An open try of a run gives way to the next. */
export async function billsDue(
  { tx, tenant }: Here,
  { on, after }: { on: string; after?: string | undefined },
): Promise<{ bills: BillDue[]; count: number }> {
  const rows = await tx.sql<(BillDue & { count: number })[]>`
    select b.invoice_id as "invoiceId", b.customer_id as "customerId", b.due_on::text as "dueDate", b.step,
      m.stripe_method_id as "stripeMethodId", m.brand, m.last4, count(*) over ()::int as count,
      exists (select from attempts t where t.tenant_id = b.tenant_id and t.invoice_id = b.invoice_id
        and t.status in ('planned', 'created', 'processing', 'requiresAction')
        and not exists (select from tries r where r.tenant_id = t.tenant_id and r.attempt_id = t.attempt_id and r.outcome = 'refused'))
        as "isPaying"
    from autopay a join bills b on b.tenant_id = a.tenant_id and b.customer_id = a.customer_id
    left join stripe_accounts s on s.tenant_id = a.tenant_id and s.in_use
    left join methods m on m.tenant_id = a.tenant_id and m.customer_id = a.customer_id and m.is_default and m.mode = s.mode
      and m.account = s.account
    where a.tenant_id = ${tenant} and a.active and not b.done and b.next_on <= ${on}
      and (${after ?? null}::uuid is null or (b.next_on, b.invoice_id) > (
        select l.next_on, l.invoice_id from bills l where l.tenant_id = ${tenant} and l.invoice_id = ${after ?? null}))
    order by b.next_on, b.invoice_id limit ${most}`;
  return { bills: rows.map(({ count: _, ...row }) => row), count: rows[0]?.count ?? 0 };
}
