import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { emptyEventsOf, keepingOf, recentlyErased, setKeeping, tidy, usualDays } from '../../store/webhookKeeping.ts';

const portion = 500;
const pause_ms = 2000;
const day_ms = 86_400_000;

type Staged = Pick<Context, 'tx' | 'tenant' | 'stage' | 'now'>;

export async function keepWebhooks(ctx: Context, { days }: { days: number }) {
  await keepingOf(ctx);
  await setTimer(ctx, days, ctx.now);
  return { days };
}

/** Sets a tenant's timer going, where it does not go yet. */
export async function startKeeping(ctx: Staged): Promise<'went' | 'set'> {
  if (await keepingOf(ctx)) return 'went';
  await setTimer(ctx, usualDays, new Date(ctx.now.getTime() + day_ms));
  return 'set';
}

/** Deletes what was kept long enough, some at a time: other tenants' work goes in between. */
export async function tidyWebhooks(ctx: Context, { timer }: { timer: string }) {
  const keeping = await keepingOf(ctx);
  if (keeping?.timer !== timer) return { emptied: 0, deleted: 0 };
  await emptyEventsOf(ctx, await recentlyErased(ctx));
  const done = await tidy(ctx, keeping.days, ctx.now, portion);
  const isMore = done.emptied === portion || done.deleted === portion;
  await setTimer(ctx, keeping.days, new Date(ctx.now.getTime() + (isMore ? pause_ms : day_ms)));
  return done;
}

async function setTimer(ctx: Staged, days: number, nextAt: Date): Promise<void> {
  const timer = newId();
  await setKeeping(ctx, { days, timer, nextAt });
  ctx.stage.later(contract.tidyWebhooks, { timer }, nextAt);
}
