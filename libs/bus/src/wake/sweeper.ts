import type { RowKey } from '../ledger/rows.ts';
import { resume } from '../router/resume.ts';
import type { Runtime } from '../runtime.ts';

/** Rows of one tenant taken in a round, and in all. */
const perTenant = 25;
const most = 200;
const atOnce = 8;

export type Sweeper = {
  /** Takes up everything that is due, and says how much it was. */
  sweep(): Promise<number>;
  close(): Promise<void>;
};

/**
 * Finds what is due and nobody woke: alarms that Redis lost, leases of dead processes, timers. It works without Redis.
 * Tenants take turns, so that one's thousand timers don't keep another's retry waiting.
 */
export function startSweeper(rt: Runtime): Sweeper {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<number> | undefined;

  const sweepAll = async () => {
    for (let found = 0; ; ) {
      const rows = await dueRows(rt);
      const taken = await resumeAll(rt, rows, () => closed);
      found += taken;
      // Where none could be taken up, trying again at once would only be louder.
      if (closed || taken === 0) return found;
    }
  };
  const sweep = () => {
    running ??= sweepAll().finally(() => {
      running = undefined;
    });
    return running;
  };
  const loop = () => {
    timer = setTimeout(async () => {
      await sweep().catch((error) => rt.log.warn({ error: String(error) }, 'the sweep failed'));
      if (!closed) loop();
    }, rt.tuning.sweep_ms);
  };
  loop();
  return {
    sweep,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      // Whoever began the sweep hears of its fault.
      await running?.catch(() => {});
    },
  };
}

/** @returns how many were ours to take up */
async function resumeAll(rt: Runtime, rows: readonly RowKey[], stop: () => boolean): Promise<number> {
  const queue = [...rows];
  let taken = 0;
  const worker = async () => {
    for (let key = queue.shift(); key && !stop(); key = queue.shift()) {
      try {
        if (await resume(rt, key)) taken += 1;
      } catch (error) {
        rt.log.warn({ ...key, error: String(error) }, 'a due message could not be taken up');
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, rows.length) }, worker));
  return taken;
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
