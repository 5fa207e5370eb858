import type { Tx } from '@purser/db';
import { type Attempt, type AttemptRow, asAttempt } from './attempts.ts';

/** An attempt with what came of it last. */
export type ListedAttempt = Attempt & {
  /** Of its last decline. */
  code: string | null;
  changedAt: Date;
};
type Row = AttemptRow & { error_code: string | null; updated_at: string };

const asListed = (row: Row): ListedAttempt => ({
  ...asAttempt(row),
  code: row.error_code,
  changedAt: new Date(row.updated_at),
});

/** More tries than anybody looks at. */
const most = 200;

/** The tries for one invoice, the newest first. */
export async function attemptsOf({ sql }: Tx, invoiceId: string): Promise<ListedAttempt[]> {
  const rows = await sql<Row[]>`
    select * from attempts where invoice_id = ${invoiceId} order by opened_at desc, attempt_id desc limit ${most}`;
  return rows.map(asListed);
}

type Since = { declined: Date; planned: Date; processing: Date };

/**
 * The last try for each invoice that was declined after `declined` and not paid since, and tries without an outcome: those planned before
 * `planned`, and those that Stripe works on since before `processing`. The newest first, fifty at most.
 */
export async function troublesSince({ sql }: Tx, { declined, planned, processing }: Since): Promise<ListedAttempt[]> {
  const rows = await sql<Row[]>`
    select * from (
      select distinct on (invoice_id) * from attempts
      where status <> 'succeeded' and (
        status = 'planned' and updated_at <= ${planned.toISOString()}
        or status = 'processing' and updated_at <= ${processing.toISOString()}
        or (error_code is not null or decline_code is not null) and updated_at > ${declined.toISOString()})
        -- What was tried with the customer away is tried again, or is told of when it stops.
        and not exists (select from tries t where t.attempt_id = attempts.attempt_id and t.outcome = 'refused')
      order by invoice_id, updated_at desc, attempt_id desc) a
    where not exists (select from payments p where p.invoice_id = a.invoice_id and p.received_at >= a.updated_at)
    order by updated_at desc, attempt_id desc limit 50`;
  return rows.map(asListed);
}

/** Endpoints at which a good signature was refused since. */
export async function countRefusing({ sql }: Tx, since: Date): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from stripe_endpoints where refused_at > ${since.toISOString()}`;
  return row?.count ?? 0;
}

/** Stripe's events that failed, and that belong to nothing known here. */
export async function countEvents({ sql }: Tx): Promise<{ failed: number; unmatched: number }> {
  const [row] = await sql<{ failed: number; unmatched: number }[]>`
    select count(*) filter (where status = 'failed')::int as failed,
      count(*) filter (where status = 'unmatched')::int as unmatched
    from webhook_events where status in ('unmatched', 'failed')`;
  return row ?? { failed: 0, unmatched: 0 };
}
