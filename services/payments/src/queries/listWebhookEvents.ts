import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import type { z } from 'zod';

type Input = z.output<typeof contract.listWebhookEvents.input>;
type Listed = z.output<typeof contract.listWebhookEvents.output>['events'][number];
type Row = {
  event_id: string;
  type: string;
  object_id: string;
  status: Listed['status'];
  attempts: number;
  problem: string | null;
  received_at: string;
};

/** Newest first; the cursor is the last event's id. */
export async function listWebhookEvents({ tx }: Pick<Context, 'tx'>, { status, after, limit }: Input) {
  const { sql } = tx;
  const rows = await sql<Row[]>`
    select event_id, type, object_id, status, attempts, problem, received_at from webhook_events
    where (${status ?? null}::text is null or status = ${status ?? null})
      and (${after ?? null}::text is null or (received_at, event_id) < (select received_at, event_id from webhook_events where event_id = ${after ?? null}))
    order by received_at desc, event_id desc limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  return {
    events: page.map((row) => ({
      eventId: row.event_id,
      type: row.type,
      objectId: row.object_id,
      status: row.status,
      attempts: row.attempts,
      problem: row.problem,
      receivedAt: new Date(row.received_at).toISOString(),
    })),
    next: rows.length > limit ? (page.at(-1)?.event_id ?? null) : null,
  };
}
