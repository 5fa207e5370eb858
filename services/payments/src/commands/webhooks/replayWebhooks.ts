import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import type { z } from 'zod';
import { insertReplay, lockReplay, queueNext, waitingOf } from '../../store/replays.ts';
import type { Line } from '../../webhooks/line.ts';

/** So many are in line at a time: what Stripe sends meanwhile is not to stand behind ten thousand old ones. */
const portion = 200;
const pause_ms = 1000;

export async function replayWebhooks(
  ctx: Context,
  { replayId, filter }: z.output<typeof contract.replayWebhooks.input>,
) {
  const { tx, tenant, now, actor, stage } = ctx;
  const askedBy = actor.kind === 'staff' ? actor.id : tenant;
  const total = await insertReplay({ tx, tenant }, { replayId, filter, askedBy, now });
  if (total > 0) stage.send(contract.continueReplay, { replayId });
  return { replayId, total };
}

/** Puts the next some in line once the ones before are dealt with, and how far it came in the same transaction. */
export function continueReplay({ clock, wake }: Line) {
  return async (ctx: Context, { replayId }: { replayId: string }) => {
    const { now, stage } = ctx;
    const replay = await lockReplay(ctx, replayId);
    if (replay.endedAt !== null) return { replayId, queued: 0 };
    const goOn = () => stage.later(contract.continueReplay, { replayId }, new Date(now.getTime() + pause_ms));
    if ((await waitingOf(ctx, replayId)) > portion / 2) {
      goOn();
      return { replayId, queued: 0 };
    }
    const queued = await queueNext(ctx, replay, portion, { due: clock.machine(), now });
    if (queued === portion && replay.queued + queued < replay.total) goOn();
    setImmediate(wake);
    return { replayId, queued };
  };
}
