import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import type { z } from 'zod';
import { isStuck, nextSweep } from '../../domain/reconciliation.ts';
import { beginRun, lockReconciliation, setEventsTimer } from '../../store/reconciliations.ts';

/** The hour has come: the next one is set first, so that whatever becomes of this run there is another. */
export async function sweepEvents(ctx: Context, { at, timer }: z.output<typeof contract.sweepEvents.input>) {
  const { tx, tenant, now, stage } = ctx;
  const known = await lockReconciliation(tx, at);
  if (known?.eventsTimer !== timer) return { began: false };
  const next = { timer: newId(), at: nextSweep(tenant, now) };
  await setEventsTimer(tx, at, next.timer, next.at);
  stage.later(contract.sweepEvents, { at, timer: next.timer }, next.at);
  if (known.eventsRun !== null && known.eventsBeganAt !== null && !isStuck(known.eventsBeganAt, now))
    return { began: false };
  const run = newId();
  await beginRun(tx, at, run, now);
  stage.send(contract.fetchEvents, { at, run, pass: 0, position: null });
  return { began: true };
}
