import type { Bus, Log } from '@purser/bus';
import { fault } from '@purser/fault';
import { type Happening, happeningOf } from './happening.ts';
import { watched } from './specs.ts';

/** `person` is whoever reads, in however many sessions. */
type Reader = {
  session: string;
  person: string;
  tenant: string;
  hear: (happening: Happening) => void;
  end: () => void;
};

/** One subscription to the bus for all who read along; each hears of its own tenant alone. */
export type LiveHub = {
  /** @returns how to leave. @throws Fault limited when there are too many streams */
  join(reader: Reader): () => void;
  start(bus: Bus): void;
  stop(): Promise<void>;
};

const streamsMost = 2000;
const perSession = 8;

export function openHub(log: Log): LiveHub {
  const readers = new Map<string, Set<Reader>>();
  let all = 0;
  let subscription: Promise<{ close(): Promise<void> } | undefined> = Promise.resolve(undefined);
  return {
    join: (reader) => {
      const ofTenant = readers.get(reader.tenant) ?? new Set();
      const mine = [...ofTenant].filter(({ session }) => session === reader.session);
      if (all >= streamsMost) makeRoom(readers);
      // A page that was left without a word still holds its stream: the eldest makes room.
      if (mine.length >= perSession) mine[0]?.end();
      readers.set(reader.tenant, ofTenant.add(reader));
      all += 1;
      return () => {
        if (!ofTenant.delete(reader)) return;
        all -= 1;
        if (ofTenant.size === 0 && readers.get(reader.tenant) === ofTenant) readers.delete(reader.tenant);
      };
    },
    start: (bus) => {
      subscription = bus
        .watch(watched, (event) => {
          const happening = readers.has(event.tenant) ? happeningOf(event) : undefined;
          if (!happening) return;
          for (const reader of readers.get(happening.tenant) ?? []) reader.hear(happening);
        })
        .catch((error) => {
          log.error({ error: String(error) }, 'the live feed could not be opened');
          return undefined;
        });
    },
    stop: async () => {
      for (const ofTenant of [...readers.values()]) for (const reader of [...ofTenant]) reader.end();
      await (await subscription)?.close();
    },
  };
}

/**
 * All places are taken: the eldest stream of whoever has the most of them ends. A link opens session after session, and whoever has one
 * must not keep everybody else's pages still.
 * @throws Fault limited where nobody has more than one
 */
function makeRoom(readers: ReadonlyMap<string, ReadonlySet<Reader>>): void {
  const everybody = [...readers.values()].flatMap((ofTenant) => [...ofTenant]);
  const people = Map.groupBy(everybody, ({ tenant, person }) => `${tenant} ${person}`);
  const [loudest = []] = [...people.values()].sort((one, other) => other.length - one.length);
  if (loudest.length <= 1)
    throw fault('limited', 'too_many_streams', 'Too many pages are open. Close some, then load again.', {
      retryAfter_ms: 30_000,
    });
  loudest[0]?.end();
}
