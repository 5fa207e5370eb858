import type { RowKey } from '../ledger/rows.ts';
import { resume } from '../router/receive.ts';
import type { Runtime } from '../runtime.ts';

/** Rows of one tenant taken in a sweep, and in all. */
const perTenant = 25;
const most = 200;
const atOnce = 8;

export type Sweeper = { sweep(): Promise<number>; close(): Promise<void> };

/**
 * Finds what is due and nobody woke: alarms that Redis lost, leases of dead processes, timers. It works without Redis.
 * Tenants take turns, so that one's thousand timers don't keep another's retry waiting.
 */
export function startSweeper(rt: Runtime): Sweeper {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<number> | undefined;

  const sweepOnce = async () => {
    const rows = await dueRows(rt);
    const queue = [...rows];
    const worker = async () => {
      for (let key = queue.shift(); key && !closed; key = queue.shift()) {
        await resume(rt, key).catch((error) =>
          rt.log.warn({ ...key, error: String(error) }, 'a due message could not be taken up'),
        );
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, rows.length) }, worker));
    return rows.length;
  };
  const sweep = () => (running ??= sweepOnce().finally(() => (running = undefined)));
  const loop = () => {
    if (closed) return;
    timer = setTimeout(async () => {
      const found = await sweep().catch((error) => (rt.log.warn({ error: String(error) }, 'the sweep failed'), 0));
      if (found === most) setImmediate(() => void sweep().catch(() => {}));
      loop();
    }, rt.tuning.sweep_ms);
  };
  loop();
  return {
    sweep,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await running?.catch(() => {});
    },
  };
}

async function dueRows(rt: Runtime): Promise<RowKey[]> {
  const machine = new Date(rt.clock.machine().getTime() - rt.tuning.sweepGrace_ms).toISOString();
  const business = rt.clock.business().toISOString();
  const rows = await rt.relay.sql<{ tenant_id: string; handler: string; message_id: string }[]>`
    select tenant_id, handler, message_id from (
      select *, row_number() over (partition by tenant_id order by next_at) as turn from (
        select tenant_id, handler, message_id, next_at from ledger
        where next_at is not null
          and (status in ('running', 'retrying', 'parked') and next_at <= ${machine} or status = 'waiting' and next_at <= ${business})
        order by next_at limit 2000) due) ranked
    where turn <= ${perTenant} order by turn, next_at limit ${most}`;
  return rows.map((row) => ({ tenant: row.tenant_id, handler: row.handler, messageId: row.message_id }));
}

/** Parked messages that waited for a handler or version that is here now are taken up at start. */
export async function wakeKnown(rt: Runtime): Promise<void> {
  const known = [...rt.handlers.keys()].map((name) => `handler:${name}`);
  const versions = [...rt.handlers.values()].flatMap(({ spec }) =>
    Array.from({ length: spec.version }, (_, i) => `version:${spec.service}.${spec.name}:${i + 1}`),
  );
  const at = rt.clock.machine().toISOString();
  await rt.relay.sql`update ledger set status = 'retrying', next_at = ${at}, updated_at = ${at}
    where status = 'parked' and waits_for = any(${[...known, ...versions]}::text[])`;
}
