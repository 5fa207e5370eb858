import type { Context, WorkContext } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { nextReview, nextSweep } from './domain/reconciliation.ts';
import { insertReconciliation } from './store/reconciliations.ts';
import type { Home } from './stripe/home.ts';

/** From now on an account's events and objects are looked at by the clock; to say so again does nothing. Whoever gives a tenant an account calls it. */
export async function armReconciliation(
  ctx: Pick<Context | WorkContext, 'tx' | 'tenant' | 'now' | 'stage'>,
  { mode, account }: Home,
): Promise<void> {
  const { tenant, now, stage } = ctx;
  const at = { mode, account };
  const timers = {
    eventsTimer: newId(),
    eventsNextAt: nextSweep(tenant, now),
    dailyTimer: newId(),
    dailyNextAt: nextReview(tenant, now),
  };
  if (!(await insertReconciliation(ctx, at, timers))) return;
  stage.later(contract.sweepEvents, { at, timer: timers.eventsTimer }, timers.eventsNextAt);
  stage.later(contract.reviewAccount, { at, timer: timers.dailyTimer }, timers.dailyNextAt);
}
