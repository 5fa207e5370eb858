import { systemClock } from '@purser/clock';
import { fault } from '@purser/fault';
import { type MemoryConsumer, MemoryStream } from './memoryStream.ts';
import { type OpenWork, openWork } from './openWork.ts';
import { type Respond, subjectMatches, type Transport } from './transport.ts';

type Responder = { pattern: string; queue: string; handle: Respond; open: OpenWork };

const undelivered = (internal: string) =>
  fault('unavailable', 'bus_unavailable', 'The message could not be delivered just now.', { internal });

/** One message system in memory, held to what NATS does. It forgets with the process. */
export class MemoryBroker {
  readonly #streams = new Map<string, MemoryStream>();
  readonly #consumers = new Set<MemoryConsumer>();
  readonly #responders = new Set<Responder>();
  readonly #shown = new Set<{ pattern: string; show: (data: Uint8Array) => void }>();
  readonly #reconnects = new Set<() => void>();
  readonly #watchers = new Set<() => void>();
  #turn = 0;
  #births = 0;

  /** A connection. Every service of a test has one to the same broker. */
  transport(): Transport {
    return {
      ensureStream: async (spec) => (this.#streams.get(spec.name) ?? this.#open(spec)).birth,
      streamBirth: async (name) => this.#streams.get(name)?.birth,
      publish: async (subject, data, { id }) => {
        const stream = [...this.#streams.values()].find((one) => one.takes(subject));
        if (!stream) throw undelivered(`no stream for ${subject}`);
        stream.store(id, subject, data, systemClock.machine());
        for (const { pattern, show } of this.#shown) if (subjectMatches(pattern, subject)) show(data.slice());
      },
      consume: async (spec, handle) => {
        const open = openWork();
        const consumer: MemoryConsumer = { spec, handle: (delivery) => open.add(handle(delivery)) };
        this.#consumers.add(consumer);
        this.#streams.get(spec.stream)?.attach(consumer);
        return {
          close: async () => {
            this.#consumers.delete(consumer);
            this.#streams.get(spec.stream)?.detach(consumer);
            await open.ended();
            this.#streams.get(spec.stream)?.giveBack(consumer);
          },
        };
      },
      request: (subject, data, { timeout_ms }) => this.#ask(subject, data, timeout_ms),
      respond: async (pattern, queue, handle) => {
        const one: Responder = { pattern, queue, handle, open: openWork() };
        this.#responders.add(one);
        return {
          close: async () => {
            this.#responders.delete(one);
            await one.open.ended();
          },
        };
      },
      watch: async (pattern, show) => {
        const one = { pattern, show };
        this.#shown.add(one);
        return { close: async () => void this.#shown.delete(one) };
      },
      onReconnect: (callback) => void this.#reconnects.add(callback),
      connected: () => true,
      close: async () => {},
    };
  }

  /** Everything stored is gone, as when a server comes back with an empty disk. */
  wipe(): void {
    for (const stream of this.#streams.values()) stream.lose();
    this.#streams.clear();
    this.#changed();
    for (const callback of this.#reconnects) callback();
  }

  /** Resolves when every message handed out was dealt with and nothing waits for a consumer that is there. */
  async quiet(): Promise<void> {
    while ([...this.#streams.values()].some((stream) => stream.busy))
      await new Promise<void>((resolve) => this.#watchers.add(resolve));
  }

  #open(spec: ConstructorParameters<typeof MemoryStream>[0]): MemoryStream {
    this.#births += 1;
    const created = new Date(systemClock.machine().getTime() + this.#births);
    const stream = new MemoryStream(spec, created, () => this.#changed());
    this.#streams.set(spec.name, stream);
    for (const consumer of this.#consumers) if (consumer.spec.stream === spec.name) stream.attach(consumer);
    return stream;
  }

  async #ask(subject: string, data: Uint8Array, timeout_ms: number): Promise<Uint8Array> {
    const able = [...this.#responders].filter((one) => subjectMatches(one.pattern, subject));
    const one = able[this.#turn++ % Math.max(able.length, 1)];
    if (!one) throw undelivered(`nobody listens on ${subject}`);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(undelivered(`no answer on ${subject}`)), timeout_ms);
      const answer = (bytes: Uint8Array) => {
        clearTimeout(timer);
        resolve(bytes);
      };
      // Whoever throws does not answer: the asker waits its time out.
      one.open.add(one.handle(data.slice(), subject)).then(answer, () => {});
    });
  }

  #changed(): void {
    for (const wake of this.#watchers) wake();
    this.#watchers.clear();
  }
}

export function memoryBroker(): MemoryBroker {
  return new MemoryBroker();
}
