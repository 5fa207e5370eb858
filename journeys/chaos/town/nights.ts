import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '@purser/db';

const every_ms = 5_000;
/** What the janitors would look at after minutes or an hour, they look at after this long. */
const janitors_ms = 12_000;
const janitors = ['payments.resolveAttempt', 'payments.resolveRefund', 'payments.followSetup'];
/** What comes each hour and each night by the clock. */
const rounds = ['payments.runAutopay', 'payments.sweepEvents'];

/**
 * Business time of a running platform cannot be moved from outside; so what waits for it is brought nearer. Every few seconds it is
 * night: what is tried in some days is so much nearer, each tenant's daily run comes, and the hour at which Stripe's events are listed.
 * And janitors do not wait long.
 * @returns ends it
 */
export function passNights(owner: Connection): () => Promise<void> {
  const over = new AbortController();
  const pass = async () => {
    while (!over.signal.aborted) {
      await onceMore(owner, new Date()).catch((error) => {
        if (isOurs(error)) throw error;
      });
      await pause(every_ms, undefined, { signal: over.signal }).catch(() => {});
    }
  };
  const passed = pass();
  // Whoever waits for the end hears of it.
  passed.catch(() => {});
  return async () => {
    over.abort();
    await passed;
  };
}

/** While PostgreSQL is away there is no night; a statement that it does not understand is a fault of this file. */
function isOurs(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && code.startsWith('42');
}

function onceMore(owner: Connection, now: Date): Promise<void> {
  return owner.plainTx(async ({ sql }) => {
    await sql`
      update payments.bills set next_on = next_on - 1, ends_on = ends_on - 1
      where not done and (next_on is not null or ends_on is not null)`;
    await sql`
      update payments.ledger set next_at = ${now.toISOString()}
      where status = 'waiting' and (handler = any(${rounds}::text[])
        or handler = any(${janitors}::text[]) and created_at < ${new Date(now.getTime() - janitors_ms).toISOString()})`;
  });
}

/** The hour comes at which Stripe's events are listed, and the night in which all its objects are looked at. */
export async function reconcile({ sql }: Connection): Promise<void> {
  await sql`
    update payments.ledger set next_at = now()
    where status = 'waiting' and handler in ('payments.sweepEvents', 'payments.reviewAccount')`;
}
