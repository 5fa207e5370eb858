import type { Log } from '@purser/bus';
import type { Clock } from '@purser/clock';
import type { Connection } from '@purser/db';
import { fault } from '@purser/fault';
import type { Vault } from '@purser/vault';
import { useOf } from '../domain/eventTypes.ts';
import type { StripeAccount } from '../stripe/accounts.ts';
import type { VerifiedEvent } from './verify.ts';

type Parts = {
  relay: Connection;
  vault: Vault;
  clock: Clock;
  log: Log /** Told after a commit. */;
  stored: () => void;
};
type Incoming = {
  account: StripeAccount;
  event: VerifiedEvent;
  sealed: Buffer;
  at: string;
  done: (stored: boolean) => void;
};

export type Intake = {
  /** Resolves after the commit that stored the event; a repeat counts as stored. @throws Fault unavailable */
  store(account: StripeAccount, event: VerifiedEvent, raw: Buffer): Promise<void>;
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
      await insertEvents(relay, batch);
      for (const one of batch) one.done(true);
      stored();
    } catch (error) {
      log.error(
        { events: batch.length, error: error instanceof Error ? error.message : String(error) },
        'events could not be stored; Stripe will send them again',
      );
      for (const one of batch) one.done(false);
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
    store: async (account, event, raw) => {
      const unavailable = () => fault('unavailable', 'not_stored', 'The event could not be stored.');
      if (queue.length >= waitingMost) throw unavailable();
      const ring = await vault.ready(account.tenant);
      // Here and not with its batch: what goes wrong with one event is not to cost others theirs.
      const sealed = ring.seal('webhook.payload', event.id, raw);
      const at = clock.machine().toISOString();
      const kept = await new Promise<boolean>((done) => {
        queue.push({ account, event, sealed, at, done });
        if (queue.length === 1) setImmediate(pump);
      });
      if (!kept) throw unavailable();
    },
    crowded: () => clock.elapsed_ms() - crowdAt_ms < crowd.lasts_ms,
    close: () =>
      new Promise((resolve) => {
        if (open === 0 && queue.length === 0) resolve();
        else idle = resolve;
      }),
  };
}

/** One statement for a batch. The sealed payloads travel as one value and are cut apart by the server. */
async function insertEvents({ sql }: Connection, batch: Incoming[]): Promise<void> {
  const of = <T>(read: (one: Incoming) => T) => batch.map(read);
  const sealed = of((o) => o.sealed);
  await sql`
    with sealed as materialized (select decode(${Buffer.concat(sealed).toString('base64')}, 'base64') as bytes)
    insert into webhook_events (tenant_id, event_id, endpoint_id, mode, type, object_id, payload, status, next_at, received_at)
    select u.tenant_id, u.event_id, u.endpoint_id, u.mode, u.type, u.object_id, substring(sealed.bytes from u.start for u.size),
      u.status, case when u.status = 'received' then u.at::timestamptz end, u.at::timestamptz
    from sealed, unnest(${of((o) => o.account.tenant)}::uuid[], ${of((o) => o.event.id)}::text[],
      ${of((o) => o.account.endpointId)}::uuid[], ${of((o) => o.account.mode)}::text[], ${of((o) => o.event.type)}::text[],
      ${of((o) => o.event.objectId)}::text[], ${starts(sealed)}::int[], ${sealed.map((bytes) => bytes.length)}::int[],
      ${of((o) => (useOf(o.event.type) === 'ignore' ? 'ignored' : 'received'))}::text[], ${of((o) => o.at)}::text[]
    ) as u(tenant_id, event_id, endpoint_id, mode, type, object_id, start, size, status, at)
    on conflict do nothing`;
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
