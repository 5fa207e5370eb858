import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';

/** Puts a stored event back in line, whatever came of it before. Applying it twice does nothing. */
export function replayWebhook(wake: () => void) {
  return async ({ tx, now }: Context, { eventId }: { eventId: string }) => {
    const set =
      await tx.sql`update webhook_events set status = 'received', attempts = 0, problem = null, next_at = ${now.toISOString()}
      where event_id = ${eventId}`;
    if (set.count === 0) throw fault('notFound', 'event_not_found', 'There is no such event.');
    setImmediate(wake);
    return { eventId };
  };
}
