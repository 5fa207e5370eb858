import { newId } from '@purser/message';
import type { Context } from '../handlers.ts';
import { newStage } from '../outbox/stage.ts';
import type { Runtime } from '../runtime.ts';
import { traceFrom } from '../trace.ts';
import { afterCommit } from './transact.ts';

/** What work that no message asked for is told: a webhook that came in, a row that is due. */
export type WorkContext = Pick<Context, 'tx' | 'stage' | 'now' | 'log' | 'keys' | 'tenant'>;

/**
 * A tenant's transaction that may stage messages, for work that a service's own tables drive. Whether it counts once is
 * for those tables to see to. Commits when `body` resolves, rolls back when it throws.
 */
export async function doWork<T>(rt: Runtime, tenant: string, body: (ctx: WorkContext) => Promise<T>): Promise<T> {
  const now = rt.clock.business();
  const id = newId();
  const staged = newStage(rt, { tenant, correlation: id, id, trace: traceFrom(undefined) }, now);
  const [value, written] = await rt.runtime.tenantTx({ tenant }, async (tx) => {
    const keys = (subject?: string) => rt.vault.ready(tenant, subject ?? '');
    const done = await body({ tx, stage: staged.stage, now, log: rt.log, keys, tenant });
    return [done, await staged.write(tx.sql)] as const;
  });
  afterCommit(rt, tenant, written);
  return value;
}
