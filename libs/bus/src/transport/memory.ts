import { fault } from '@purser/fault';
import {
  type ConsumerSpec,
  type Delivery,
  type Headers,
  type StreamBirth,
  type StreamSpec,
  type Subscription,
  subjectMatches,
  type Transport,
} from './transport.ts';

type Stored = { seq: number; at: number; subject: string; data: Uint8Array; headers: Headers };
type Reader = {
  spec: ConsumerSpec;
  next: number;
  again: Stored[];
  out: Map<number, Stored>;
  handle: ((d: Delivery) => Promise<void>) | null;
};
type Stream = {
  spec: StreamSpec;
  birth: StreamBirth;
  messages: Map<number, Stored>;
  seq: number;
  ids: Set<string>;
  readers: Map<string, Reader>;
};
type Responder = {
  pattern: string;
  queue: string;
  handle: (data: Uint8Array, subject: string, headers: Headers) => Promise<Uint8Array>;
};

/** One message system in memory. Every service of a test connects to the same one; it forgets with the process. */
export function memoryBroker() {
  const streams = new Map<string, Stream>();
  const responders: Responder[] = [];
  const reconnects = new Set<() => void>();
  let turn = 0;
  let births = 0;
  let unsettled = 0;
  const idle: (() => void)[] = [];
  const settled = () => {
    if (unsettled === 0) for (const wake of idle.splice(0)) wake();
  };

  const deliver = (stream: Stream, reader: Reader) => {
    while (reader.handle && reader.out.size < reader.spec.inFlight) {
      const message = reader.again.shift() ?? nextFor(stream, reader);
      if (!message) return;
      reader.out.set(message.seq, message);
      unsettled += 1;
      const done = () => {
        const was = reader.out.delete(message.seq);
        if (was) unsettled -= 1;
        return was;
      };
      const ack = () => {
        if (done() && stream.spec.kind === 'queue') stream.messages.delete(message.seq);
        deliver(stream, reader);
        settled();
      };
      const later = (delay_ms: number) => {
        setTimeout(() => {
          if (done()) reader.again.push(message);
          deliver(stream, reader);
          settled();
        }, delay_ms);
      };
      void reader
        .handle({ subject: message.subject, data: message.data, headers: message.headers, ack, later })
        .catch(() => later(1000));
    }
  };

  const transport = (): Transport => ({
    ensureStream: async (spec) => {
      const there = streams.get(spec.name);
      if (there) return there.birth;
      births += 1;
      const birth = { name: spec.name, created: new Date(Date.now() + births).toISOString() };
      streams.set(spec.name, { spec, birth, messages: new Map(), seq: 0, ids: new Set(), readers: new Map() });
      return birth;
    },
    streamBirth: async (name) => streams.get(name)?.birth,
    publish: async (subject, data, { id, headers }) => {
      const stream = [...streams.values()].find((s) =>
        s.spec.subjects.some((pattern) => subjectMatches(pattern, subject)),
      );
      if (!stream)
        throw fault('unavailable', 'bus_unavailable', 'The message could not be delivered just now.', {
          internal: `no stream for ${subject}`,
        });
      if (stream.ids.has(id)) return;
      stream.ids.add(id);
      stream.seq += 1;
      stream.messages.set(stream.seq, {
        seq: stream.seq,
        at: Date.now(),
        subject,
        data: data.slice(),
        headers: { ...headers },
      });
      queueMicrotask(() => {
        for (const reader of stream.readers.values()) deliver(stream, reader);
      });
    },
    consume: async (spec, handle): Promise<Subscription> => {
      let closed = false;
      let reader: Reader | undefined;
      const attach = () => {
        const stream = streams.get(spec.stream);
        if (closed) return;
        if (!stream) {
          setTimeout(attach, 20);
          return;
        }
        reader = stream.readers.get(spec.name) ?? {
          spec,
          next: firstFor(stream, spec),
          again: [],
          out: new Map(),
          handle: null,
        };
        reader.spec = spec;
        reader.handle = handle;
        stream.readers.set(spec.name, reader);
        deliver(stream, reader);
      };
      attach();
      const offLoss = () => attach();
      reconnects.add(offLoss);
      return {
        close: async () => {
          closed = true;
          reconnects.delete(offLoss);
          if (!reader) return;
          reader.handle = null;
          // What was handed out and not dealt with is given again to whoever consumes next.
          unsettled -= reader.out.size;
          reader.again.push(...reader.out.values());
          reader.out.clear();
          settled();
        },
      };
    },
    request: async (subject, data, { timeout_ms, headers }) => {
      const able = responders.filter((r) => subjectMatches(r.pattern, subject));
      const one = able[turn++ % Math.max(able.length, 1)];
      const silent = (why: string) =>
        fault('unavailable', 'bus_unavailable', 'The message could not be delivered just now.', { internal: why });
      if (!one) throw silent(`nobody listens on ${subject}`);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(silent(`no answer on ${subject}`)), timeout_ms);
      });
      try {
        return await Promise.race([one.handle(data.slice(), subject, { ...headers }), late]);
      } finally {
        clearTimeout(timer);
      }
    },
    respond: async (pattern, queue, handle) => {
      const one = { pattern, queue, handle };
      responders.push(one);
      return { close: async () => void responders.splice(responders.indexOf(one), 1) };
    },
    onReconnect: (callback) => {
      reconnects.add(callback);
    },
    connected: () => true,
    close: async () => {},
  });

  return {
    transport,
    /** Everything stored is gone, as when a server comes back with an empty disk; readers reconnect. */
    wipe: () => {
      for (const stream of streams.values()) for (const reader of stream.readers.values()) unsettled -= reader.out.size;
      streams.clear();
      settled();
      for (const callback of [...reconnects]) callback();
    },
    /** Resolves when every message handed out was dealt with and nothing waits. */
    quiet: async () => {
      const waiting = () =>
        [...streams.values()].some((s) =>
          [...s.readers.values()].some((r) => r.handle && (r.again.length > 0 || nextIs(s, r))),
        );
      while (unsettled > 0 || waiting()) {
        if (unsettled > 0) await new Promise<void>((resolve) => idle.push(resolve));
        else await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

function firstFor(stream: Stream, spec: ConsumerSpec): number {
  if (!spec.from) return 1;
  const from = spec.from.getTime();
  for (const message of stream.messages.values()) if (message.at >= from) return message.seq;
  return stream.seq + 1;
}

function nextIs(stream: Stream, reader: Reader): boolean {
  for (let seq = reader.next; seq <= stream.seq; seq++) {
    const message = stream.messages.get(seq);
    if (message && subjectMatches(reader.spec.filter, message.subject)) return true;
  }
  return false;
}

function nextFor(stream: Stream, reader: Reader): Stored | undefined {
  while (reader.next <= stream.seq) {
    const message = stream.messages.get(reader.next);
    reader.next += 1;
    if (message && subjectMatches(reader.spec.filter, message.subject)) return message;
  }
  return undefined;
}
