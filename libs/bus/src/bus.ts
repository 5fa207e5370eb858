import { type Command, type Event, fullName, type Spec } from '@purser/message';
import type { z } from 'zod';
import type { Caller } from './client/caller.ts';
import { type Client, createClient } from './client/client.ts';
import type { BatchReaction, Handler, QueryHandler, Reaction } from './handlers.ts';
import type { RowKey } from './ledger/rows.ts';
import { listen } from './listen.ts';
import { post } from './outbox/post.ts';
import { Relay } from './outbox/relay.ts';
import { replaySince } from './outbox/replay.ts';
import { type Stores, watchStores } from './outbox/stores.ts';
import type { Outcome } from './outcome.ts';
import { registerReactions } from './reactions.ts';
import { asSingle } from './router/batch.ts';
import { resume } from './router/resume.ts';
import { doWork, type ManyWorks } from './router/work.ts';
import type { Runtime } from './runtime.ts';
import type { Subscription } from './transport/transport.ts';
import { prune, pruneEvery_ms } from './wake/prune.ts';
import { openShares } from './wake/shares.ts';
import { type Sweeper, startSweeper, wakeKnown } from './wake/sweeper.ts';
import { openTakeUp } from './wake/takeUp.ts';
import { type Watched, watchEvents } from './watch.ts';

export type BusOptions = Omit<Runtime, 'handlers' | 'queries' | 'outgoing' | 'committed' | 'shares'> & {
  handlers: readonly Handler[];
  /** What the service stages: events of its own, and commands of other services. */
  sends: readonly Spec[];
};

export type Bus = {
  client: Client;
  start(): Promise<void>;
  /** Stops taking messages, lets what is open finish, and closes what the bus opened itself. */
  drain(): Promise<void>;
  /** A tenant's transaction that may stage messages, for work that the service's own tables drive. */
  work<T>(tenant: string, body: (ctx: ManyWorks) => Promise<T>): Promise<T>;
  /**
   * Leaves a command in the outbox under the caller's name and id, for when nobody answered: it counts once with what went before. Resolves
   * after the commit with its id.
   */
  post<C extends Command>(spec: C, payload: z.input<C['input']>, caller: Caller): Promise<string>;
  /** Shows these events as they pass by: at most once, for pages that move. Effects are reactions. */
  watch(specs: readonly Event[], show: (event: Watched) => void): Promise<Subscription>;
  /** Staff's retry of a failed or parked message. */
  retry(key: RowKey): Promise<Outcome | undefined>;
  /** Takes up what is due now, and says how much it was. */
  sweep(): Promise<number>;
  /** Sends what lies unsent for longer than the grace, and says how much it was. */
  pollOutbox(): Promise<number>;
  /** Sends again what was sent since then (machine time), and says how much it is. */
  replaySince(since: Date): Promise<number>;
  /** Deletes what has been kept long enough, and says how much it was. */
  prune(): Promise<number>;
  /** Resolves when the relay has nothing to send, and nothing that was put off is left. */
  idle(): Promise<void>;
};

export function createBus({ handlers, sends, ...parts }: BusOptions): Bus {
  const reactions = handlers.filter((h): h is Reaction | BatchReaction => h.kind === 'reaction' || h.kind === 'batch');
  const rt: Runtime = {
    ...parts,
    ...byName(parts.service, handlers),
    outgoing: new Map(
      [...sends, ...(parts.alarmRaised ? [parts.alarmRaised] : [])].map((spec) => [fullName(spec), spec]),
    ),
    committed: (messages) => relay.offer(messages),
    shares: openShares(parts.tuning.share, () => void sweeper?.look()),
  };
  const relay = new Relay(rt);
  const { service, transport, wire, clock, tuning } = rt;
  let subscriptions: Subscription[] = [];
  let stores: Stores | undefined;
  let sweeper: Sweeper | undefined;
  const takeUp = openTakeUp(rt);
  const timers: NodeJS.Timeout[] = [];
  const every = (ms: number, what: string, work: () => Promise<unknown>) => {
    const run = () => void work().catch((error) => rt.log.warn({ error: String(error) }, `${what} failed`));
    timers.push(setInterval(run, ms));
  };

  const start = async () => {
    const since = await registerReactions(rt, reactions);
    stores = await watchStores(rt, relay, [...rt.outgoing.values()]);
    await wakeKnown(rt);
    rt.alarms.onRing(async (wake) => void (await takeUp.take(wake)));
    sweeper = startSweeper(rt, takeUp);
    subscriptions = await listen(rt, reactions, since);
    every(tuning.outboxGrace_ms, 'reading the outbox', () => relay.poll());
    every(pruneEvery_ms, 'pruning', () => prune(rt));
  };
  const drain = async () => {
    for (const timer of timers.splice(0)) clearInterval(timer);
    // What ends while the streams are waited for makes room that nothing may take any more.
    sweeper?.stop();
    takeUp.stop();
    await stores?.close();
    await Promise.all(subscriptions.map((subscription) => subscription.close()));
    await rt.alarms.close();
    await sweeper?.close();
    await takeUp.close();
    await relay.close();
  };
  return {
    client: createClient({ service, transport, wire, clock, reply_ms: tuning.reply_ms }),
    start: () =>
      start().catch(async (error) => {
        await drain();
        throw error;
      }),
    drain,
    work: (tenant, body) => doWork(rt, tenant, body),
    post: (spec, payload, caller) => post(rt, spec, payload, caller),
    watch: (specs, show) => watchEvents(rt, specs, show),
    retry: (key) => resume(rt, key, true),
    sweep: () => sweeper?.sweep() ?? Promise.resolve(0),
    pollOutbox: () => relay.poll(),
    replaySince: async (since) => {
      const rows = await replaySince(rt, since);
      await relay.poll();
      return rows;
    },
    prune: () => prune(rt),
    idle: async () => {
      do {
        await relay.idle();
        await rt.shares.settled();
        await sweeper?.looked();
        await takeUp.ended();
      } while (rt.shares.waiting());
    },
  };
}

/** Commands and reactions, and queries, by the names that the ledger and envelopes know. */
function byName(service: string, handlers: readonly Handler[]): Pick<Runtime, 'handlers' | 'queries'> {
  const named = new Map<string, Runtime['handlers'] extends ReadonlyMap<string, infer V> ? V : never>();
  const queries = new Map<string, QueryHandler>();
  for (const handler of handlers) {
    const reacts = handler.kind === 'reaction' || handler.kind === 'batch';
    const name = reacts ? `${service}.${handler.name}` : handler.name;
    if (named.has(name) || queries.has(name)) throw new Error(`two handlers are named ${name}`);
    if (handler.kind === 'query') queries.set(name, handler);
    else named.set(name, handler.kind === 'batch' ? asSingle(handler) : handler);
  }
  return { handlers: named, queries };
}
