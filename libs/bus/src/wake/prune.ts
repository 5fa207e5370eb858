import type { Runtime } from '../runtime.ts';

const batch = 2000;
export const pruneEvery_ms = 3_600_000;

/**
 * Deletes what has been kept long enough, a batch at a time: sent messages, and rows of what is settled. The ledger is kept
 * longer than the outbox and that longer than the streams, so that a replay always meets the row that knows it.
 * @returns how many rows are gone
 */
export async function prune(rt: Runtime): Promise<number> {
  const { sql } = rt.relay;
  const before = (keep_ms: number) => new Date(rt.clock.machine().getTime() - keep_ms).toISOString();
  const sentBefore = before(rt.tuning.outboxKeep_ms);
  const settledBefore = before(rt.tuning.ledgerKeep_ms);
  const outbox = await inBatches(
    () => sql`delete from outbox where (tenant_id, id) in (
      select tenant_id, id from outbox where created_at < ${sentBefore} and sent_at < ${sentBefore} limit ${batch})`,
  );
  const ledger = await inBatches(
    () => sql`delete from ledger where (tenant_id, handler, message_id) in (
      select tenant_id, handler, message_id from ledger
      where created_at < ${settledBefore} and updated_at < ${settledBefore} and status in ('done', 'rejected') limit ${batch})`,
  );
  return outbox + ledger;
}

async function inBatches(remove: () => PromiseLike<{ count: number }>): Promise<number> {
  for (let removed = 0; ; ) {
    const { count } = await remove();
    removed += count;
    if (count < batch) return removed;
  }
}
