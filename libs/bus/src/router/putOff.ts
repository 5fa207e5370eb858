import { insertRow } from '../ledger/rows.ts';
import type { Outcome } from '../outcome.ts';
import type { Runtime } from '../runtime.ts';
import { existingOutcome } from './existing.ts';
import type { Incoming } from './incoming.ts';
import { rowFacts } from './transact.ts';

/**
 * Writes a command down as due, untried: its tenant has its share under way. The stream goes on to what others sent, and the sweep takes
 * this up in turn.
 */
export async function putOff(rt: Runtime, message: Incoming): Promise<Outcome> {
  const at = rt.clock.machine();
  // The sweep leaves to the alarm clock what is not overdue for so long; nobody rings for this.
  const nextAt = new Date(at.getTime() - rt.tuning.sweepGrace_ms);
  const made = await insertRow(rt.relay.sql, await rowFacts(rt, message), {
    status: 'retrying',
    attempts: 0,
    at,
    nextAt,
  });
  if (made.count === 0) return (await existingOutcome(rt, message)) ?? { status: 'running' };
  rt.shares.leftOut(message.key.tenant);
  return { status: 'retrying' };
}
