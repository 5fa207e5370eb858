import type { RowKey } from '../ledger/rows.ts';
import type { Runtime } from '../runtime.ts';
import type { TakeUp } from './takeUp.ts';

/** Rows of one tenant taken in a round, and in all. */
const perTenant = 25;
const most = 200;
const atOnce = 8;

export type Sweeper = {
  /** Takes up everything that is due, and says how much it was. */
  sweep(): Promise<number>;
  /** There may be something: it is looked for, after what is looked for now. */
  look(): void;
  /** Resolves when nothing is looked for. */
  looked(): Promise<void>;
  /** Finds nothing more. */
  stop(): void;
  close(): Promise<void>;
};

/**
 * Finds what is due and nobody woke: alarms that Redis lost, leases of dead processes, timers. It works without Redis.
 * Tenants take turns, so that one's thousand timers don't keep another's retry waiting.
 */
export function startSweeper(rt: Runtime, { take }: Pick<TakeUp, 'take'>): Sweeper {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<number> | undefined;
  let again = false;

  const failed = (error: unknown) => rt.log.warn({ error: String(error) }, 'the sweep failed');
  const sweepAll = async () => {
    for (let found = 0; ; ) {
      again = false;
      const rows = await dueRows(rt);
      const taken = await takeAll(rt, take, rows, () => closed);
      found += taken;
      // Where none could be taken up, trying again at once would only be louder.
      if (closed || (taken === 0 && !again)) return found;
    }
  };
  const sweep = (): Promise<number> => {
    running ??= sweepAll().finally(() => {
      running = undefined;
      if (again && !closed) sweep().catch(failed);
    });
    return running;
  };
  const loop = () => {
    timer = setTimeout(async () => {
      await sweep().catch(failed);
      if (!closed) loop();
    }, rt.tuning.sweep_ms);
  };
  loop();
  const stop = () => {
    closed = true;
    clearTimeout(timer);
  };
  return {
    sweep,
    look: () => {
      again = true;
      if (!running && !closed) sweep().catch(failed);
    },
    looked: async () => void (await running?.catch(() => {})),
    stop,
    close: async () => {
      stop();
      // Whoever began the sweep hears of its fault.
      await running?.catch(() => {});
    },
  };
}

/** @returns how many were ours to take up */
async function takeAll(
  rt: Runtime,
  take: TakeUp['take'],
  rows: readonly RowKey[],
  stop: () => boolean,
): Promise<number> {
  const queue = [...rows];
  let taken = 0;
  const worker = async () => {
    for (let key = queue.shift(); key && !stop(); key = queue.shift()) {
      try {
        if (await take(key)) taken += 1;
      } catch (error) {
        rt.log.warn({ ...key, error: String(error) }, 'a due message could not be taken up');
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, rows.length) }, worker));
  return taken;
}

/** The most overdue of each tenant, and of those the first of each before the second of any. */
async function dueRows(rt: Runtime): Promise<RowKey[]> {
  const machine = new Date(rt.clock.machine().getTime() - rt.tuning.sweepGrace_ms).toISOString();
  const business = rt.clock.business().toISOString();
  // From one tenant to the next by the index, which passes over all the rows between.
  const rows = await rt.relay.sql<{ tenant_id: string; handler: string; message_id: string }[]>`
    with recursive tenants as (
      (select tenant_id from ledger where next_at is not null order by tenant_id limit 1)
      union all
      select (select l.tenant_id from ledger l where l.next_at is not null and l.tenant_id > t.tenant_id order by l.tenant_id limit 1)
      from tenants t where t.tenant_id is not null)
    select tenant_id, handler, message_id from tenants t cross join lateral (
      select handler, message_id, next_at, row_number() over (order by next_at) as turn from (
        select l.handler, l.message_id, l.next_at from ledger l
        where l.tenant_id = t.tenant_id and l.next_at <= greatest(${machine}::timestamptz, ${business}::timestamptz)
          and (l.status in ('running', 'retrying', 'parked') and l.next_at <= ${machine}
            or l.status = 'waiting' and l.next_at <= ${business})
        order by l.next_at limit ${perTenant}) first_of_tenant) due
    order by turn, next_at limit ${most}`;
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
    where status = 'parked' and (waits_for = any(${[...known, ...versions]}::text[]) or waits_for like 'shape:%')`;
}
