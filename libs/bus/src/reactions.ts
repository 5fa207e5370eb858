import { decodeEnvelope, fullName } from '@purser/message';
import type { BatchReaction, Reaction } from './handlers.ts';
import { batchConsumer } from './router/batch.ts';
import { receiveEvent } from './router/receive.ts';
import type { Runtime } from './runtime.ts';
import { stagedAt } from './stagedAt.ts';
import { consumerName, eventStream } from './streams.ts';
import type { Consume, ConsumerSpec, Delivery } from './transport/transport.ts';

type AnyReaction = Reaction | BatchReaction;
/** A reaction, when its reading begins (machine time), and how it takes an event. */
type Reader = { from: Date; consume: Consume };

const batchInFlight = 400;

/** Writes down when each reaction was first here; that is where its reading begins, for ever. */
export async function registerReactions(rt: Runtime, reactions: readonly AnyReaction[]): Promise<Map<string, Date>> {
  const at = rt.clock.machine().toISOString();
  for (const { name, spec } of reactions) {
    await rt.relay
      .sql`insert into reactions (name, event, registered_at) values (${name}, ${fullName(spec)}, ${at}) on conflict do nothing`;
  }
  const rows = await rt.relay.sql<{ name: string; registered_at: string }[]>`select name, registered_at from reactions`;
  return new Map(rows.map((row) => [row.name, new Date(row.registered_at)]));
}

/** One consumer per event, shared by this service's reactions to it. */
export function reactionConsumers(
  rt: Runtime,
  reactions: readonly AnyReaction[],
  since: ReadonlyMap<string, Date>,
): { spec: ConsumerSpec; consume: Consume }[] {
  const { service, tuning } = rt;
  return [...Map.groupBy(reactions, ({ spec }) => fullName(spec)).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { spec } = first;
    const readers = group.map(
      (reaction): Reader => ({
        from: since.get(reaction.name) ?? new Date(0),
        consume: reaction.kind === 'batch' ? batchConsumer(rt, reaction) : singleConsumer(rt, reaction),
      }),
    );
    return {
      spec: {
        stream: eventStream(spec.service),
        name: consumerName(service, spec),
        filter: `evt.${spec.service}.${spec.name}`,
        from: new Date(Math.min(...readers.map(({ from }) => from.getTime()))),
        inFlight: group.some(({ kind }) => kind === 'batch') ? batchInFlight : tuning.inFlight,
        ackWait_ms: tuning.ackWait_ms,
      },
      consume: (delivery) => fanOut(delivery, readers),
    };
  });
}

function singleConsumer(rt: Runtime, reaction: Reaction): Consume {
  return async (delivery) => {
    await receiveEvent(rt, reaction, delivery);
    delivery.ack();
  };
}

/** Gives one event to each reaction that was registered before it happened. A replay brings older ones too. */
async function fanOut(delivery: Delivery, readers: readonly Reader[]): Promise<void> {
  const happened = stagedAt(decodeEnvelope(delivery.data)?.id ?? '');
  const wanted = readers.filter(({ from }) => !happened || happened >= from);
  const [only] = wanted;
  if (only && wanted.length === 1) return only.consume(delivery);
  let later_ms: number | undefined;
  const share: Delivery = {
    ...delivery,
    ack: () => {},
    later: (delay_ms) => {
      later_ms = Math.max(later_ms ?? 0, delay_ms);
    },
  };
  await Promise.all(wanted.map(({ consume }) => consume(share)));
  if (later_ms === undefined) delivery.ack();
  else delivery.later(later_ms);
}
