import type { Log } from '@purser/bus';
import type { Clock } from '@purser/clock';
import type { Connection } from '@purser/db';
import { fault } from '@purser/fault';
import type { Vault } from '@purser/vault';
import { isDecided, useOf } from '../domain/eventTypes.ts';
import type { Home } from '../stripe/home.ts';
import type { VerifiedEvent } from './verify.ts';

type Parts = {
  relay: Connection;
  vault: Vault;
  clock: Clock;
  log: Log /** Told after a commit. */;
  stored: () => void;
};
/**
 * Whose an event is, and where it came in; null where it was found in Stripe's list. `aside` has what is to become of one that is nobody's
 * to apply, and why.
 */
export type Addressee = Home & {
  tenant: string;
  endpointId: string | null;
  aside: { status: 'unmatched' | 'unrouted' | 'ignored'; problem: string } | null;
};
type Incoming = {
  to: Addressee;
  event: VerifiedEvent;
  sealed: Buffer;
  at: string;
  done: (stored: Stored | undefined) => void;
};

export type Stored = 'new' | 'repeat';

export type Intake = {
  /** Resolves after the commit that stored the event, with whether it was known. @throws Fault unavailable */
  store(to: Addressee, event: VerifiedEvent, raw: Buffer): Promise<Stored>;
  /** Events come in crowds just now: who works on stored ones may give way. */
  crowded(): boolean;
  close(): Promise<void>;
};

const batchMost = 256;
const batchesAtOnce = 2;
/** Events waiting for a batch at most; beyond it Stripe is asked to send again. */
const waitingMost = 10_000;

/** So many in one batch are a crowd, and it is over when none came for so long. */
const crowd = { events: 4, lasts_ms: 100 };

/** Many events a commit: whatever came in while the last batches were written makes the next one. */
export function startIntake({ relay, vault, clock, log, stored }: Parts): Intake {
  const queue: Incoming[] = [];
  let open = 0;
  let crowdAt_ms = Number.NEGATIVE_INFINITY;
  let idle: (() => void) | undefined;

  const write = async (batch: Incoming[]) => {
    open += 1;
    if (batch.length >= crowd.events) crowdAt_ms = clock.elapsed_ms();
    try {
      const fresh = await insertEvents(relay, batch);
      for (const one of batch) one.done(fresh.delete(keyOf(one)) ? 'new' : 'repeat');
      stored();
    } catch (error) {
      log.error(
        { events: batch.length, error: error instanceof Error ? error.message : String(error) },
        'events could not be stored; Stripe will send them again',
      );
      for (const one of batch) one.done(undefined);
    } finally {
      open -= 1;
      pump();
      if (open === 0 && queue.length === 0) idle?.();
    }
  };
  const pump = () => {
    while (open < batchesAtOnce && queue.length > 0) void write(queue.splice(0, batchMost));
  };

  return {
    store: async (to, event, raw) => {
      const unavailable = () => fault('unavailable', 'not_stored', 'The event could not be stored.');
      if (queue.length >= waitingMost) throw unavailable();
      const ring = await vault.ready(to.tenant);
      // Here and not with its batch: what goes wrong with one event is not to cost others theirs.
      const sealed = ring.seal('webhook.payload', event.id, raw);
      const at = clock.machine().toISOString();
      const kept = await new Promise<Stored | undefined>((done) => {
        queue.push({ to, event, sealed, at, done });
        if (queue.length === 1) setImmediate(pump);
      });
      if (!kept) throw unavailable();
      return kept;
    },
    crowded: () => clock.elapsed_ms() - crowdAt_ms < crowd.lasts_ms,
    close: () =>
      new Promise((resolve) => {
        if (open === 0 && queue.length === 0) resolve();
        else idle = resolve;
      }),
  };
}

/** A type that nobody has decided on goes to the worker, who says so. */
function statusAtFirst({ to, event: { type } }: Incoming): 'received' | 'ignored' | 'unmatched' | 'unrouted' {
  if (to.aside) return to.aside.status;
  return useOf(type) === 'ignore' && isDecided(type) ? 'ignored' : 'received';
}

const keyOf = ({ to, event }: Incoming) => `${to.tenant} ${event.id}`;

/** One statement for a batch. The sealed payloads travel as one value and are cut apart by the server. @returns the new ones */
async function insertEvents({ sql }: Connection, batch: Incoming[]): Promise<Set<string>> {
  const of = <T>(read: (one: Incoming) => T) => batch.map(read);
  const sealed = of((o) => o.sealed);
  const rows = await sql<{ key: string }[]>`
    with sealed as materialized (select decode(${Buffer.concat(sealed).toString('base64')}, 'base64') as bytes)
    insert into webhook_events (tenant_id, event_id, endpoint_id, mode, account, type, form, object_id, payload, status, problem,
      via, next_at, received_at)
    select u.tenant_id, u.event_id, u.endpoint_id, u.mode, u.account, u.type, u.form, u.object_id,
      substring(sealed.bytes from u.start for u.size), u.status, u.problem,
      case when u.endpoint_id is null then 'list' else 'delivery' end,
      case when u.status in ('received', 'unrouted') then u.at::timestamptz end, u.at::timestamptz
    from sealed, unnest(${of((o) => o.to.tenant)}::uuid[], ${of((o) => o.event.id)}::text[],
      ${of((o) => o.to.endpointId)}::uuid[], ${of((o) => o.to.mode)}::text[], ${of((o) => o.to.account)}::text[],
      ${of((o) => o.event.type)}::text[], ${of((o) => o.event.form)}::text[], ${of((o) => o.event.objectId)}::text[], ${starts(sealed)}::int[],
      ${sealed.map((bytes) => bytes.length)}::int[], ${of(statusAtFirst)}::text[], ${of((o) => o.to.aside?.problem ?? null)}::text[],
      ${of((o) => o.at)}::text[]
    ) as u(tenant_id, event_id, endpoint_id, mode, account, type, form, object_id, start, size, status, problem, at)
    on conflict do nothing returning tenant_id || ' ' || event_id as key`;
  return new Set(rows.map(({ key }) => key));
}

/** Where each of several values begins once they are joined; PostgreSQL counts from 1. */
function starts(values: readonly Buffer[]): number[] {
  let next = 1;
  return values.map((value) => {
    const start = next;
    next += value.length;
    return start;
  });
}
