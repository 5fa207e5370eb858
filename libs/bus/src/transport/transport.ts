/** One message taken from a stream. Exactly one of `ack` and `later` is called; neither throws. */
export type Delivery = {
  subject: string;
  data: Uint8Array;
  /** The message is dealt with, whatever the outcome: PostgreSQL knows. */
  ack(): void;
  /** PostgreSQL could not be asked: the stream keeps the message and gives it again. */
  later(delay_ms: number): void;
};

export type ConsumerSpec = {
  stream: string;
  /** Durable name; unique within the stream. Several consumers under one name share what comes. */
  name: string;
  filter: string;
  /** Where a consumer that is made anew begins, in machine time; without it, with everything the stream holds. */
  from?: Date;
  /** Messages handed out and not yet dealt with, at most. */
  inFlight: number;
  /** After this a message that was neither acknowledged nor put off is given again. */
  ackWait_ms: number;
};

/** A handler of deliveries. When it throws, the message is put off by `thrownDelay_ms`. */
export type Consume = (delivery: Delivery) => Promise<void>;
export const thrownDelay_ms = 1000;

/** A handler of requests. When it throws, there is no answer. */
export type Respond = (data: Uint8Array, subject: string) => Promise<Uint8Array>;

export type StreamSpec = { name: string; subjects: string[]; kind: 'queue' | 'log'; maxAge_ms: number };

/** When a stream was made. A later date than the one remembered means that the store was lost in between. */
export type StreamBirth = { name: string; created: string };

/** Closing stops what is new and resolves when the handlers at work have ended; what they left is given to others. */
export type Subscription = { close(): Promise<void> };

/**
 * What the bus asks of a message system. Two implementations, NATS and memory, are held to one conformance suite.
 * `publish` and `consume` are the durable road (at least once); `request` and `respond` the direct one (at most once).
 */
export interface Transport {
  /**
   * Resolves when the stream is there. Who makes it is the message system's affair: in memory it is made here; on NATS, where a
   * service may not, the keeper makes it and this waits.
   * @throws Fault unavailable when it is not there in time
   */
  ensureStream(spec: StreamSpec, options?: { timeout_ms: number }): Promise<StreamBirth>;
  /** @returns undefined when the stream is not there. */
  streamBirth(name: string): Promise<StreamBirth | undefined>;
  /**
   * Resolves when the stream has the message. `id` lets the stream drop a repeat; it may forget.
   * @throws Fault unavailable when it can't be said that the stream has it.
   */
  publish(subject: string, data: Uint8Array, options: { id: string }): Promise<void>;
  /** Delivers until closed, through reconnects, lost streams and stalls; the stream may come later. */
  consume(spec: ConsumerSpec, handle: Consume): Promise<Subscription>;
  /** @throws Fault unavailable when nobody listens, or no answer came in time (it may have been acted on). */
  request(subject: string, data: Uint8Array, options: { timeout_ms: number }): Promise<Uint8Array>;
  /** One of all that respond under the same queue name gets each request. */
  respond(subject: string, queue: string, handle: Respond): Promise<Subscription>;
  /** Shows what is published on a subject while it is there to see; nothing of the past and nothing twice on purpose. */
  watch(subject: string, show: (data: Uint8Array) => void): Promise<Subscription>;
  /** Called after a connection was lost and regained. */
  onReconnect(callback: () => void): void;
  connected(): boolean;
  close(): Promise<void>;
}

/** Whether a subject matches a pattern with `*` and `>`. */
export function subjectMatches(pattern: string, subject: string): boolean {
  const want = pattern.split('.');
  const have = subject.split('.');
  for (const [i, word] of want.entries()) {
    if (word === '>') return have.length > i;
    if (have[i] === undefined || (word !== '*' && word !== have[i])) return false;
  }
  return want.length === have.length;
}
