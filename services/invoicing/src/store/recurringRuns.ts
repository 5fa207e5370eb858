import type { Context } from '@purser/bus';

type Storing = Pick<Context, 'tx' | 'tenant' | 'now'>;
type Reading = Pick<Context, 'tx' | 'tenant'>;

export type Run = {
  periodOn: string;
  invoiceId: string;
  issueAt: string;
  problem: string | null;
  /** Whether the draft is still there, and the number it has by now. */
  there: boolean;
  number: string | null;
};

/** @returns false when the period has been drafted before */
export async function insertRun(
  { tx, tenant, now }: Storing,
  { recurringId, customerId }: { recurringId: string; customerId: string },
  { periodOn, invoiceId, issueAt }: { periodOn: string; invoiceId: string; issueAt: Date },
): Promise<boolean> {
  const made = await tx.sql`
    insert into recurring_runs (tenant_id, recurring_id, customer_id, period_on, invoice_id, issue_at, at)
    values (${tenant}, ${recurringId}, ${customerId}, ${periodOn}, ${invoiceId}, ${issueAt.toISOString()}, ${now.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}

/** The newest first; of one period, or of all. */
export async function readRuns(
  { tx, tenant }: Reading,
  recurringId: string,
  { periodOn = null, limit = 1 }: { periodOn?: string | null; limit?: number },
): Promise<Run[]> {
  return tx.sql<Run[]>`
    select u.period_on as "periodOn", u.invoice_id as "invoiceId", u.issue_at as "issueAt", u.problem,
      i.invoice_id is not null as there, i.number
    from recurring_runs u left join invoices i on i.tenant_id = u.tenant_id and i.invoice_id = u.invoice_id
    where u.tenant_id = ${tenant} and u.recurring_id = ${recurringId} and (${periodOn}::date is null or u.period_on = ${periodOn}::date)
    order by u.period_on desc limit ${limit}`;
}

export async function noteProblem(
  { tx, tenant }: Reading,
  { recurringId, periodOn }: { recurringId: string; periodOn: string },
  problem: string | null,
): Promise<void> {
  await tx.sql`
    update recurring_runs set problem = ${problem}
    where tenant_id = ${tenant} and recurring_id = ${recurringId} and period_on = ${periodOn}`;
}

/** A number means issued, no draft means that staff discarded it, by whatever way it came to that. */
export function runState({ there, number, problem }: Pick<Run, 'there' | 'number' | 'problem'>) {
  if (!there) return 'skipped' as const;
  if (number !== null) return 'issued' as const;
  return problem === null ? ('review' as const) : ('failed' as const);
}
