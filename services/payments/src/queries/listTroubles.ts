import type { Context } from '@purser/bus';
import { countEvents, countRefusing, troublesSince } from '../store/attemptLists.ts';

const minute_ms = 60_000;
const day_ms = 86_400_000;

/** After the janitor's first look, an intent that is not there yet is no mere delay. */
const planned_ms = 10 * minute_ms;
/** A bank debit may take this long to come in. */
const processing_ms = 14 * day_ms;
const declined_ms = 7 * day_ms;

/** What staff should look at: declines of the last week that were not made good, tries of unknown outcome, events that went astray. */
export async function listTroubles({ tx, now }: Pick<Context, 'tx' | 'now'>) {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const since = { declined: ago(declined_ms), planned: ago(planned_ms), processing: ago(processing_ms) };
  const [attempts, events] = await Promise.all([troublesSince(tx, since), countEvents(tx)]);
  return {
    troubles: attempts.map((attempt) => ({
      attemptId: attempt.attemptId,
      invoiceId: attempt.invoiceId,
      customerId: attempt.customerId,
      status: attempt.status,
      amount: Number(attempt.amount ?? 0n),
      currency: attempt.currency,
      declineCode: attempt.declineCode ?? attempt.code,
      changedAt: attempt.changedAt.toISOString(),
    })),
    failedEvents: events.failed,
    unmatchedEvents: events.unmatched,
    refusingEndpoints: await countRefusing(tx, ago(declined_ms)),
  };
}
