import type { Spec } from '@purser/message';
import type { Runtime } from '../runtime.ts';
import { commandStream, eventStream, ownStreams } from '../streams.ts';
import type { Relay } from './relay.ts';
import { replaySince } from './replay.ts';

const checkEvery_ms = 30_000;
const checkAgain_ms = 1000;
/** A check that waits longer would hold up the end of the process. */
const streamWithin_ms = 2000;

/** Sees to the streams a service writes to: its own are there, and one that lost its store gets its messages again. */
export type Stores = { check(): Promise<void>; close(): Promise<void> };

/**
 * Looks at once, at every reconnect and now and then. Where a stream is not there (its owner has yet to make it) or cannot be
 * asked, it looks again soon.
 */
export async function watchStores(rt: Runtime, relay: Relay, sends: readonly Spec[]): Promise<Stores> {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const look = async () => {
    clearTimeout(timer);
    let whole = false;
    try {
      whole = await checkStores(rt, relay, sends);
    } catch (error) {
      rt.log.warn({ error: String(error) }, 'the streams could not be checked');
    }
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => void check(), whole ? checkEvery_ms : checkAgain_ms);
  };
  const check = (): Promise<void> => {
    running ??= look().finally(() => {
      running = undefined;
    });
    return running;
  };
  for (const spec of ownStreams(rt.service, rt.tuning.streamAge_ms)) await rt.transport.ensureStream(spec);
  await check();
  rt.transport.onReconnect(() => {
    if (closed) return;
    void relay.doubt().then(check);
  });
  return {
    check,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** @returns whether every stream was there. */
async function checkStores(rt: Runtime, relay: Relay, sends: readonly Spec[]): Promise<boolean> {
  for (const spec of ownStreams(rt.service, rt.tuning.streamAge_ms))
    await rt.transport.ensureStream(spec, { timeout_ms: streamWithin_ms });
  const others = new Set(sends.filter((spec) => spec.kind === 'command').map((spec) => spec.service));
  const written = [
    { name: eventStream(rt.service), prefix: `evt.${rt.service}.` },
    ...[...others].map((service) => ({ name: commandStream(service), prefix: `cmd.${service}.` })),
  ];
  let whole = true;
  for (const stream of written) whole = (await replayIfLost(rt, relay, stream)) && whole;
  return whole;
}

/**
 * Compares when a stream was made with what was seen before. One that is younger than remembered lost its store: what was
 * sent to it within the age it keeps is sent again.
 * @returns whether it is there
 */
async function replayIfLost(rt: Runtime, relay: Relay, stream: { name: string; prefix: string }): Promise<boolean> {
  const { name, prefix } = stream;
  const birth = await rt.transport.streamBirth(name);
  if (!birth) return false;
  const [seen] = await rt.relay.sql<{ created: string }[]>`select created from streams where name = ${name}`;
  if (seen?.created === birth.created) return true;
  if (seen) {
    await relay.doubt();
    const since = new Date(rt.clock.machine().getTime() - rt.tuning.streamAge_ms);
    const rows = await replaySince(rt, since, prefix);
    rt.log.warn({ stream: name, rows }, 'a stream was lost and made again; the outbox is replayed');
  }
  // After the rows were marked: a crash in between replays once more, which is harmless.
  await rt.relay.sql`insert into streams (name, created) values (${name}, ${birth.created})
    on conflict (name) do update set created = excluded.created`;
  if (seen) void relay.poll().catch((error) => rt.log.warn({ error: String(error) }, 'the replay waits for the poll'));
  return true;
}
