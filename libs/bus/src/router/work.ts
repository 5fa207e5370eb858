import { newId } from '@purser/message';
import type { Context } from '../handlers.ts';
import { newStage } from '../outbox/stage.ts';
import type { Runtime } from '../runtime.ts';
import { traceFrom } from '../trace.ts';
import { afterCommit } from './transact.ts';

/** What work that no message asked for is told: a webhook that came in, a row that is due. */
export type WorkContext = Pick<Context, 'tx' | 'stage' | 'now' | 'log' | 'keys' | 'tenant'>;

/** `apart` is the same transaction for another cause: what it stages belongs together, and to nothing else. */
export type ManyWorks = WorkContext & { apart(): WorkContext };

/**
 * A tenant's transaction that may stage messages, for work that a service's own tables drive. Whether it counts once is
 * for those tables to see to. Commits when `body` resolves, rolls back when it throws.
 */
export async function doWork<T>(rt: Runtime, tenant: string, body: (ctx: ManyWorks) => Promise<T>): Promise<T> {
  const now = rt.clock.business();
  const origin = () => {
    const id = newId();
    return { correlation: id, id, trace: traceFrom(undefined) };
  };
  const staged = newStage(rt, { tenant, ...origin() }, now);
  const [value, written] = await rt.runtime.tenantTx({ tenant }, async (tx) => {
    const keys = (subject?: string) => rt.vault.ready(tenant, subject ?? '');
    const ctx: WorkContext = { tx, stage: staged.stage, now, log: rt.log, keys, tenant };
    const done = await body({ ...ctx, apart: () => ({ ...ctx, stage: staged.stageOf(origin()) }) });
    return [done, await staged.write(tx.sql)] as const;
  });
  afterCommit(rt, tenant, written);
  return value;
}
