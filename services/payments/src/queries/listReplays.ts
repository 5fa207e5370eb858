import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import type { z } from 'zod';
import { pageOf, placeOf } from '../place.ts';
import { listOfReplays } from '../store/replays.ts';

type Input = z.output<typeof contract.listReplays.input>;
type Output = z.input<typeof contract.listReplays.output>;

export async function listReplays({ tx }: Pick<Context, 'tx'>, { after, limit }: Input): Promise<Output> {
  const found = await listOfReplays({ tx }, { after: after === undefined ? undefined : placeOf(after), limit });
  const { page, next } = pageOf(found, limit, ({ startedAt, replayId }) => ({ at: startedAt, id: replayId }));
  const replays = page.map(({ startedAt, endedAt, ...replay }) => ({
    ...replay,
    state: endedAt === null || replay.waiting > 0 ? ('running' as const) : ('done' as const),
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }));
  return { replays, next };
}
