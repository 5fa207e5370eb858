import type { Runtime } from '../runtime.ts';

/**
 * Marks everything sent since `since` (machine time) to go again, on all subjects or those that begin with `prefix`.
 * Receivers that had it know; those whose stream lost it get it now. Returns how many rows will go.
 */
export function replaySince(rt: Runtime, since: Date, prefix = ''): Promise<number> {
  return rt.relay.plainTx(async ({ sql }) => {
    // Days of messages may take longer than a statement usually may.
    await sql`select set_config('statement_timeout', '0', true)`;
    const marked = await sql`
      update outbox set sent_at = null, replays = replays + 1
      where sent_at >= ${since.toISOString()} and starts_with(subject, ${prefix})`;
    return marked.count;
  });
}
