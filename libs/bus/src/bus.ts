import { fault, toWire } from '@purser/fault';
import { decodeEnvelope, type Event, fullName, type Spec } from '@purser/message';
import { type Client, createClient } from './client/client.ts';
import { encodeOutcome } from './client/reply.ts';
import type { BatchReaction, Handler, QueryHandler, Reaction } from './handlers.ts';
import type { RowKey } from './ledger/rows.ts';
import { type Relay, startRelay } from './outbox/relay.ts';
import { replayIfLost, replaySince } from './outbox/replay.ts';
import { readUnsent } from './outbox/unsent.ts';
import type { Outcome } from './outcome.ts';
import { asSingle, batchConsumer } from './router/batch.ts';
import { answerQuery } from './router/query.ts';
import { receiveCommand, receiveEvent, resume } from './router/receive.ts';
import { faultOf } from './router/settle.ts';
import { doWork, type WorkContext } from './router/work.ts';
import type { Runtime } from './runtime.ts';
import { commandStream, consumerName, eventStream, ownStreams } from './streams.ts';
import type { Delivery, Subscription } from './transport/transport.ts';
import { type Sweeper, startSweeper, wakeKnown } from './wake/sweeper.ts';

export type BusOptions = Omit<Runtime, 'handlers' | 'queries' | 'committed'> & {
  handlers: readonly Handler[];
  /** Commands of other services that this one stages. */
  sends: readonly Spec[];
};

export type Bus = {
  client: Client;
  start(): Promise<void>;
  /** Stops taking messages, lets what is open finish, and closes what the bus opened itself. */
  drain(): Promise<void>;
  /** A tenant's transaction that may stage messages, for work that the service's own tables drive. */
  work<T>(tenant: string, body: (ctx: WorkContext) => Promise<T>): Promise<T>;
  /** Staff's retry of a failed or parked message. */
  retry(key: RowKey): Promise<Outcome | undefined>;
  /** Takes up what is due now; sends what lies unsent. */
  sweep(): Promise<number>;
  pollOutbox(): Promise<number>;
  replaySince(since: Date): Promise<number>;
  /** Resolves when the relay has nothing to send. */
  idle(): Promise<void>;
};

const storeCheck_ms = 30_000;

export function createBus(options: BusOptions): Bus {
  const { handlers, sends, ...parts } = options;
  const reactions = handlers.filter((h): h is Reaction | BatchReaction => h.kind === 'reaction' || h.kind === 'batch');
  const named = new Map<string, Runtime['handlers'] extends ReadonlyMap<string, infer V> ? V : never>();
  const queries = new Map<string, QueryHandler>();
  for (const handler of handlers) {
    const name =
      handler.kind === 'reaction' || handler.kind === 'batch' ? `${parts.service}.${handler.name}` : handler.name;
    if (named.has(name) || queries.has(name)) throw new Error(`two handlers are named ${name}`);
    if (handler.kind === 'query') queries.set(name, handler);
    else named.set(name, handler.kind === 'batch' ? asSingle(handler) : handler);
  }
  let relay: Relay | undefined;
  const rt: Runtime = { ...parts, handlers: named, queries, committed: (messages) => relay?.offer(messages) };
  const outgoing = new Map(sends.map((spec) => [fullName(spec), spec]));
  const client = createClient({
    service: rt.service,
    transport: rt.transport,
    wire: rt.wire,
    clock: rt.clock,
    reply_ms: rt.tuning.reply_ms,
  });
  const subscriptions: Subscription[] = [];
  const timers: NodeJS.Timeout[] = [];
  let sweeper: Sweeper | undefined;

  return {
    client,
    start: async () => {
      relay = startRelay(rt, (limit, perTenant, before) => readUnsent(rt, outgoing, limit, perTenant, before));
      const since = await registerReactions(rt, reactions);
      await makeStreams(rt, sends);
      await wakeKnown(rt);
      rt.alarms.onRing(async (wake) => void (await resume(rt, wake)));
      sweeper = startSweeper(rt);
      subscriptions.push(...(await subscribe(rt, reactions, since)));
      const every = (ms: number, work: () => Promise<unknown>) => {
        const timer = setInterval(
          () => void work().catch((error) => rt.log.warn({ error: String(error) }, 'a periodic task failed')),
          ms,
        );
        timers.push(timer);
      };
      every(rt.tuning.outboxGrace_ms, () => relay?.poll() ?? Promise.resolve());
      every(storeCheck_ms, () => makeStreams(rt, sends));
      rt.transport.onReconnect(
        () =>
          void makeStreams(rt, sends).catch((error) =>
            rt.log.warn({ error: String(error) }, 'streams were not checked'),
          ),
      );
    },
    drain: async () => {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(subscriptions.map((s) => s.close()));
      await rt.alarms.close();
      await sweeper?.close();
      await relay?.close();
    },
    work: (tenant, body) => doWork(rt, tenant, body),
    retry: (key) => resume(rt, key, true),
    sweep: () => sweeper?.sweep() ?? Promise.resolve(0),
    pollOutbox: () => relay?.poll() ?? Promise.resolve(0),
    replaySince: (since) => replaySince(rt, since),
    idle: () => relay?.idle() ?? Promise.resolve(),
  };
}

/** This service's streams are there; those it writes to are who they were, or the outbox is replayed. */
async function makeStreams(rt: Runtime, sends: readonly Spec[]): Promise<void> {
  for (const spec of ownStreams(rt.service, rt.tuning.streamAge_ms)) await rt.transport.ensureStream(spec);
  const others = new Set(sends.filter((spec) => spec.kind === 'command').map((spec) => spec.service));
  await replayIfLost(rt, [
    { name: eventStream(rt.service), prefix: `evt.${rt.service}.` },
    ...[...others].map((service) => ({ name: commandStream(service), prefix: `cmd.${service}.` })),
  ]);
}

/** Writes down when each reaction was first here; that is where its reading begins, for ever. */
async function registerReactions(
  rt: Runtime,
  reactions: readonly (Reaction | BatchReaction)[],
): Promise<Map<string, Date>> {
  const at = rt.clock.machine().toISOString();
  for (const { name, spec } of reactions) {
    await rt.relay
      .sql`insert into reactions (name, event, registered_at) values (${name}, ${fullName(spec)}, ${at}) on conflict do nothing`;
  }
  const rows = await rt.relay.sql<{ name: string; registered_at: string }[]>`select name, registered_at from reactions`;
  return new Map(rows.map((row) => [row.name, new Date(row.registered_at)]));
}

async function subscribe(
  rt: Runtime,
  reactions: readonly (Reaction | BatchReaction)[],
  since: Map<string, Date>,
): Promise<Subscription[]> {
  const { transport, service, tuning } = rt;
  const opened: Subscription[] = [];
  const byEvent = Map.groupBy(reactions, ({ spec }) => fullName(spec));
  for (const [, group] of byEvent) {
    const spec: Event = group[0]!.spec;
    const from = new Date(Math.min(...group.map(({ name }) => since.get(name)?.getTime() ?? 0)));
    const consumers = group.map((reaction) =>
      reaction.kind === 'batch' ? batchConsumer(rt, reaction) : singleConsumer(rt, reaction),
    );
    opened.push(
      await transport.consume(
        {
          stream: eventStream(spec.service),
          name: consumerName(service, spec),
          filter: `evt.${spec.service}.${spec.name}`,
          from,
          inFlight: group.some((r) => r.kind === 'batch') ? 400 : tuning.inFlight,
        },
        (delivery) => fanOut(delivery, consumers, group, since),
      ),
    );
  }
  opened.push(
    await transport.consume(
      { stream: commandStream(service), name: service, filter: `cmd.${service}.>`, inFlight: tuning.inFlight },
      async (delivery) => {
        await receiveCommand(rt, { ...delivery, recorded: delivery.ack });
        delivery.ack();
      },
    ),
  );
  opened.push(await respondDirect(rt));
  opened.push(
    await transport.respond(`qry.${service}.*.*`, service, (data, subject, headers) =>
      answerQuery(rt, subject, data, headers),
    ),
  );
  return opened;
}

type Consume = (delivery: Delivery) => Promise<void>;

function singleConsumer(rt: Runtime, reaction: Reaction): Consume {
  return async (delivery) => {
    await receiveEvent(rt, reaction, delivery);
    delivery.ack();
  };
}

/** Gives one event to each of this service's reactions to it that was registered before it happened. */
async function fanOut(
  delivery: Delivery,
  consumers: Consume[],
  group: readonly (Reaction | BatchReaction)[],
  since: Map<string, Date>,
): Promise<void> {
  if (consumers.length === 1 && consumers[0]) return consumers[0](delivery);
  const sentAt = Date.parse(decodeEnvelope(delivery.data)?.at ?? '');
  let later: number | undefined;
  const share: Delivery = { ...delivery, ack: () => {}, later: (delay_ms) => (later = delay_ms) };
  for (const [i, consume] of consumers.entries()) {
    const from = since.get(group[i]?.name ?? '')?.getTime() ?? 0;
    if (!(sentAt < from)) await consume(share);
  }
  if (later === undefined) delivery.ack();
  else delivery.later(later);
  return undefined;
}

/** Waited commands. Beyond the bound callers are told at once to come again, instead of waiting in a queue that grows. */
async function respondDirect(rt: Runtime): Promise<Subscription> {
  const { service, tuning, wire } = rt;
  let open = 0;
  return rt.transport.respond(`call.${service}.*.*`, service, async (data, subject, headers) => {
    const envelope = decodeEnvelope(data);
    const handler = rt.handlers.get(envelope?.name ?? '');
    const spec = handler && handler.kind !== 'reaction' ? handler.spec : undefined;
    const answer = (outcome: Outcome) => encodeOutcome(wire, spec, envelope?.tenant ?? '', envelope?.id ?? '', outcome);
    const refused = (error: unknown) => answer({ status: 'rejected', fault: toWire(faultOf(error)) });
    if (open >= tuning.inFlight + tuning.queued)
      return refused(fault('limited', 'busy', 'Too much at once; try again in a moment.', { retryAfter_ms: 500 }));
    open += 1;
    try {
      return answer(await receiveCommand(rt, { subject, data, headers }));
    } catch (error) {
      rt.log.warn({ subject, error: faultOf(error).internal }, 'a waited command could not be taken');
      return refused(error);
    } finally {
      open -= 1;
    }
  });
}
