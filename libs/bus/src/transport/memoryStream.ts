import {
  type Consume,
  type ConsumerSpec,
  type StreamBirth,
  type StreamSpec,
  subjectMatches,
  thrownDelay_ms,
} from './transport.ts';

/** One who consumes; several may share a durable reader. */
export type MemoryConsumer = { spec: ConsumerSpec; handle: Consume };

type Stored = { seq: number; at: number; subject: string; data: Uint8Array };

/** One stream of the memory broker: its messages, and how far each durable reader has come. */
export class MemoryStream {
  readonly birth: StreamBirth;
  readonly #spec: StreamSpec;
  readonly #onChange: () => void;
  readonly #messages = new Map<number, Stored>();
  readonly #ids = new Set<string>();
  readonly #readers = new Map<string, MemoryReader>();
  #last = 0;

  /** @param onChange told whenever a message was dealt with */
  constructor(spec: StreamSpec, created: Date, onChange: () => void) {
    this.#spec = spec;
    this.birth = { name: spec.name, created: created.toISOString() };
    this.#onChange = onChange;
  }

  takes(subject: string): boolean {
    return this.#spec.subjects.some((pattern) => subjectMatches(pattern, subject));
  }

  store(id: string, subject: string, data: Uint8Array, at: Date): void {
    if (this.#ids.has(id)) return;
    this.#ids.add(id);
    this.#last += 1;
    this.#messages.set(this.#last, { seq: this.#last, at: at.getTime(), subject, data: data.slice() });
    queueMicrotask(() => this.#pumpAll());
  }

  attach(consumer: MemoryConsumer): void {
    const { name } = consumer.spec;
    const reader = this.#readers.get(name) ?? new MemoryReader(this, consumer.spec);
    this.#readers.set(name, reader);
    reader.join(consumer);
  }

  /** Hands the consumer nothing more. */
  detach(consumer: MemoryConsumer): void {
    this.#readers.get(consumer.spec.name)?.leave(consumer);
    this.#onChange();
  }

  /** What the consumer was handed and left comes to the others of its name, or to whoever consumes next. */
  giveBack(consumer: MemoryConsumer): void {
    this.#readers.get(consumer.spec.name)?.giveBack(consumer);
    this.#onChange();
  }

  /** The store is gone: nothing of it is delivered any more. */
  lose(): void {
    for (const reader of this.#readers.values()) reader.end();
    this.#readers.clear();
  }

  /** Whether something was handed out and not dealt with, or waits for a reader that is there. */
  get busy(): boolean {
    return [...this.#readers.values()].some((reader) => reader.busy);
  }

  get last(): number {
    return this.#last;
  }

  at(seq: number): Stored | undefined {
    return this.#messages.get(seq);
  }

  /** The number before the first message stored at or after `from`. */
  before(from: Date | undefined): number {
    if (!from) return 0;
    for (const { seq, at } of this.#messages.values()) if (at >= from.getTime()) return seq - 1;
    return this.#last;
  }

  settled(seq: number): void {
    if (this.#spec.kind === 'queue') this.#messages.delete(seq);
    this.#onChange();
  }

  #pumpAll(): void {
    for (const reader of this.#readers.values()) reader.pump();
    this.#onChange();
  }
}

type Out = { message: Stored; by: MemoryConsumer; timer: NodeJS.Timeout };

/** A durable reader: its place in the stream, and what it handed out and has not heard of. */
class MemoryReader {
  readonly #stream: MemoryStream;
  #spec: ConsumerSpec;
  readonly #consumers: MemoryConsumer[] = [];
  readonly #again: Stored[] = [];
  readonly #out = new Map<number, Out>();
  #place: number;
  #turn = 0;

  constructor(stream: MemoryStream, spec: ConsumerSpec) {
    this.#stream = stream;
    this.#spec = spec;
    this.#place = stream.before(spec.from);
  }

  join(consumer: MemoryConsumer): void {
    this.#spec = consumer.spec;
    this.#consumers.push(consumer);
    this.pump();
  }

  leave(consumer: MemoryConsumer): void {
    const at = this.#consumers.indexOf(consumer);
    if (at >= 0) this.#consumers.splice(at, 1);
  }

  giveBack(consumer: MemoryConsumer): void {
    for (const [seq, { by }] of this.#out) if (by === consumer) this.#giveAgain(seq);
    this.pump();
  }

  end(): void {
    for (const { timer } of this.#out.values()) clearTimeout(timer);
    this.#out.clear();
    this.#consumers.length = 0;
  }

  get busy(): boolean {
    if (this.#out.size > 0) return true;
    return this.#consumers.length > 0 && (this.#again.length > 0 || this.#place < this.#stream.last);
  }

  pump(): void {
    while (this.#consumers.length > 0 && this.#out.size < this.#spec.inFlight) {
      const message = this.#again.shift() ?? this.#next();
      if (!message) return;
      this.#hand(message);
    }
  }

  #next(): Stored | undefined {
    while (this.#place < this.#stream.last) {
      this.#place += 1;
      const message = this.#stream.at(this.#place);
      if (message && subjectMatches(this.#spec.filter, message.subject)) return message;
    }
    return undefined;
  }

  #hand(message: Stored): void {
    const by = this.#consumers[this.#turn++ % this.#consumers.length];
    if (!by) return;
    const { seq, subject, data } = message;
    this.#out.set(seq, { message, by, timer: this.#againIn(seq, this.#spec.ackWait_ms) });
    const later = (delay_ms: number) => {
      const out = this.#out.get(seq);
      if (!out) return;
      clearTimeout(out.timer);
      out.timer = this.#againIn(seq, delay_ms);
    };
    by.handle({ subject, data, ack: () => this.#ack(seq), later }).catch(() => later(thrownDelay_ms));
  }

  #againIn(seq: number, delay_ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#giveAgain(seq);
      this.pump();
    }, delay_ms);
  }

  #giveAgain(seq: number): void {
    const out = this.#out.get(seq);
    if (!out) return;
    clearTimeout(out.timer);
    this.#out.delete(seq);
    this.#again.push(out.message);
  }

  #ack(seq: number): void {
    const out = this.#out.get(seq);
    if (!out) return;
    clearTimeout(out.timer);
    this.#out.delete(seq);
    this.#stream.settled(seq);
    this.pump();
  }
}
