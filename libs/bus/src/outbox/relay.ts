import type { Committed, Runtime } from '../runtime.ts';
import { Turns } from './turns.ts';
import { readUnsent } from './unsent.ts';

/** Rows handed over in memory at most; what is beyond stays in PostgreSQL, where the poll finds it. */
const handedOverMost = 5000;
const inFlightMost = 256;
const pollMost = 500;
const markMost = 1000;
const markEvery_ms = 5;

/**
 * Sends the outbox. What this process committed comes by hand; what a dead process left is found in PostgreSQL, oldest
 * first and in turn by tenant. A row is marked after the stream confirmed it; between the two a crash means a repeat,
 * which the receiver's ledger knows. Several relays of a service may run: they repeat each other at worst.
 */
export class Relay {
  readonly #rt: Runtime;
  readonly #turns: Turns<Committed>;
  /** Messages in our hands: queued, on the way or unmarked. Who waits for one is told whether it was sent and marked. */
  readonly #known = new Map<string, ((sent: boolean) => void) | undefined>();
  readonly #waiting: (() => void)[] = [];
  #sent: Committed[] = [];
  #inFlight = 0;
  #marking: Promise<void> | undefined;
  #polling: Promise<number> | undefined;
  /** Grows when what the stream confirmed may have been lost. */
  #epoch = 0;
  #closed = false;

  constructor(rt: Runtime) {
    this.#rt = rt;
    this.#turns = new Turns(rt.tuning.perTenant);
  }

  /** Takes messages straight from the transaction that committed them. */
  offer(messages: readonly Committed[]): void {
    for (const message of messages) this.#accept(message);
    this.#pump();
  }

  /** Sends what lies unsent in PostgreSQL, round by round until nothing is left or sending fails; resolves with how many it found. */
  poll(): Promise<number> {
    this.#polling ??= this.#pollRounds().finally(() => {
      this.#polling = undefined;
    });
    return this.#polling;
  }

  /** Resolves when nothing is queued, on the way or unmarked. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#settle();
    });
  }

  /**
   * The connection or a stream was lost: what was confirmed and is not marked yet may be gone with it. It stays unsent, and
   * the poll sends it again. Resolves when no mark from before can still be written.
   */
  async doubt(): Promise<void> {
    this.#epoch += 1;
    for (const { id } of this.#sent.splice(0)) this.#drop(id, false);
    await this.#marking;
  }

  /** What waits is left to PostgreSQL; what is on the way is confirmed and marked, or fails. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { id } of this.#turns.clear()) this.#drop(id, false);
    await this.#polling?.catch(() => {});
    await this.idle();
  }

  #accept(message: Committed, told?: (sent: boolean) => void): void {
    if (this.#closed || this.#known.has(message.id) || this.#turns.size >= handedOverMost) {
      told?.(false);
      return;
    }
    this.#known.set(message.id, told);
    this.#turns.add(message);
  }

  #drop(id: string, sent: boolean): void {
    const told = this.#known.get(id);
    this.#known.delete(id);
    told?.(sent);
  }

  async #pollRounds(): Promise<number> {
    const { clock, tuning } = this.#rt;
    for (let found = 0; ; ) {
      if (this.#closed || this.#turns.size > handedOverMost / 2) return found;
      const before = new Date(clock.machine().getTime() - tuning.outboxGrace_ms);
      const left = await readUnsent(this.#rt, pollMost, tuning.perTenant, before);
      const fresh = left.filter(({ id }) => !this.#known.has(id));
      found += fresh.length;
      const sent = fresh.map((message) => new Promise<boolean>((told) => this.#accept(message, told)));
      this.#pump();
      if (fresh.length === 0 || !(await Promise.all(sent)).every(Boolean)) return found;
    }
  }

  #pump(): void {
    while (this.#inFlight < inFlightMost) {
      const message = this.#turns.take();
      if (!message) return;
      this.#inFlight += 1;
      void this.#send(message);
    }
  }

  async #send(message: Committed): Promise<void> {
    const { transport, log } = this.#rt;
    const epoch = this.#epoch;
    try {
      await transport.publish(message.subject, message.data, { id: message.streamId ?? message.id });
      if (epoch === this.#epoch) this.#confirmed(message);
      else this.#drop(message.id, false);
    } catch (error) {
      this.#drop(message.id, false);
      log.debug({ error: String(error), subject: message.subject }, 'not sent; the poll will find it');
    }
    this.#inFlight -= 1;
    this.#turns.release(message.tenant);
    this.#pump();
    this.#settle();
  }

  #confirmed(message: Committed): void {
    this.#sent.push(message);
    if (this.#sent.length === 1 && !this.#marking) setTimeout(() => this.#mark(), markEvery_ms);
  }

  #mark(): void {
    this.#marking ??= this.#markAll().finally(() => {
      this.#marking = undefined;
      this.#settle();
    });
  }

  async #markAll(): Promise<void> {
    while (this.#sent.length > 0) {
      const rows = this.#sent.splice(0, markMost);
      const marked = await markSent(this.#rt, rows).then(
        () => true,
        (error) => {
          this.#rt.log.warn({ error: String(error), rows: rows.length }, 'sent messages stay unmarked and go again');
          return false;
        },
      );
      for (const { id } of rows) this.#drop(id, marked);
    }
  }

  #settle(): void {
    if (this.#turns.size + this.#inFlight + this.#sent.length > 0 || this.#marking) return;
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

async function markSent(rt: Runtime, rows: readonly Committed[]): Promise<void> {
  await rt.relay.sql`
    update outbox o set sent_at = ${rt.clock.machine().toISOString()}
    from unnest(${rows.map((row) => row.tenant)}::uuid[], ${rows.map((row) => row.id)}::uuid[]) as u(tenant_id, id)
    where o.tenant_id = u.tenant_id and o.id = u.id and o.sent_at is null`;
}
