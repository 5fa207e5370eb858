import type { Committed, Runtime } from '../runtime.ts';

type Row = { tenant_id: string; id: string };

/** Rows handed over in memory at most; what is beyond stays in PostgreSQL, where the poll finds it. */
const handedOverMost = 5000;
const inFlightMost = 256;
const markEvery_ms = 5;

export type Relay = {
  /** Takes messages straight from the transaction that committed them. */
  offer(messages: readonly Committed[]): void;
  /** Sends what lies unsent in PostgreSQL; resolves with how many it found. */
  poll(): Promise<number>;
  /** Resolves when nothing is queued, on the way or unmarked. */
  idle(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Sends the outbox. What this process committed comes by hand; what a dead process left is found in PostgreSQL, oldest
 * first and in turn by tenant. A row is marked after the stream confirmed it; between the two a crash means a repeat,
 * which the receiver's ledger knows. Several relays of a service may run: they repeat each other at worst.
 */
export function startRelay(
  rt: Runtime,
  readUnsent: (limit: number, perTenant: number, before: Date) => Promise<Committed[]>,
): Relay {
  const queues = new Map<string, Committed[]>();
  const flying = new Map<string, number>();
  const known = new Set<string>();
  const waiting: (() => void)[] = [];
  const sent: Row[] = [];
  let queued = 0;
  let inFlight = 0;
  let marking = false;
  let closed = false;

  const settle = () => {
    if (queued === 0 && inFlight === 0 && sent.length === 0 && !marking) for (const wake of waiting.splice(0)) wake();
  };

  const mark = async () => {
    if (marking || sent.length === 0) return settle();
    marking = true;
    const rows = sent.splice(0, 1000);
    try {
      await markSent(rt, rows);
    } catch (error) {
      rt.log.warn({ error: String(error), rows: rows.length }, 'sent messages stay unmarked and will be sent again');
    }
    for (const row of rows) known.delete(row.id);
    marking = false;
    if (sent.length > 0) void mark();
    else settle();
  };

  const send = async (message: Committed) => {
    try {
      await rt.transport.publish(message.subject, message.data, { id: message.streamId ?? message.id });
      sent.push({ tenant_id: message.tenant, id: message.id });
      if (sent.length === 1) setTimeout(() => void mark(), markEvery_ms);
    } catch (error) {
      known.delete(message.id);
      rt.log.debug({ error: String(error), subject: message.subject }, 'not sent; the poll will find it');
    } finally {
      inFlight -= 1;
      flying.set(message.tenant, (flying.get(message.tenant) ?? 1) - 1);
      if (flying.get(message.tenant) === 0) flying.delete(message.tenant);
      pump();
      settle();
    }
  };

  // In turn by tenant: one from each queue, then the next round, none beyond its share in flight.
  const pump = () => {
    for (let moved = true; moved && inFlight < inFlightMost; ) {
      moved = false;
      for (const [tenant, queue] of queues) {
        if (inFlight >= inFlightMost) break;
        if ((flying.get(tenant) ?? 0) >= rt.tuning.perTenant) continue;
        const message = queue.shift();
        if (queue.length === 0) queues.delete(tenant);
        if (!message) continue;
        queued -= 1;
        inFlight += 1;
        flying.set(tenant, (flying.get(tenant) ?? 0) + 1);
        moved = true;
        void send(message);
      }
    }
  };

  const offer = (messages: readonly Committed[]) => {
    if (closed) return;
    for (const message of messages) {
      if (known.has(message.id) || queued >= handedOverMost) continue;
      known.add(message.id);
      const queue = queues.get(message.tenant) ?? [];
      queue.push(message);
      queues.set(message.tenant, queue);
      queued += 1;
    }
    pump();
  };

  const poll = async () => {
    if (queued > handedOverMost / 2) return 0;
    const before = new Date(rt.clock.machine().getTime() - rt.tuning.outboxGrace_ms);
    const left = await readUnsent(500, rt.tuning.perTenant, before);
    offer(left);
    return left.length;
  };

  return {
    offer,
    poll,
    idle: () => new Promise((resolve) => (waiting.push(resolve), settle())),
    close: async () => {
      closed = true;
      while (inFlight > 0 || marking || sent.length > 0) {
        await mark();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
}

async function markSent(rt: Runtime, rows: Row[]): Promise<void> {
  await rt.relay.sql`
    update outbox o set sent_at = ${rt.clock.machine().toISOString()}
    from unnest(${rows.map((r) => r.tenant_id)}::uuid[], ${rows.map((r) => r.id)}::uuid[]) as u(tenant_id, id)
    where o.tenant_id = u.tenant_id and o.id = u.id and o.sent_at is null`;
}
