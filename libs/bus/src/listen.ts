import { toWire } from '@purser/fault';
import { decodeEnvelope } from '@purser/message';
import { type Admission, admission } from './admission.ts';
import { encodeOutcome, encodeUntaken } from './client/reply.ts';
import type { BatchReaction, Reaction } from './handlers.ts';
import { reactionConsumers } from './reactions.ts';
import { faultOf } from './router/faultOf.ts';
import { answerQuery } from './router/query.ts';
import { receiveCommand } from './router/receive.ts';
import type { Runtime } from './runtime.ts';
import { commandStream } from './streams.ts';
import type { Delivery, Subscription } from './transport/transport.ts';

/** Opens every road by which messages reach a service. */
export async function listen(
  rt: Runtime,
  reactions: readonly (Reaction | BatchReaction)[],
  since: ReadonlyMap<string, Date>,
): Promise<Subscription[]> {
  const { transport, service, tuning } = rt;
  const most = tuning.inFlight + tuning.queued;
  const [commands, queries] = [admission(most), admission(most)];
  const staged = {
    stream: commandStream(service),
    name: service,
    filter: `cmd.${service}.>`,
    inFlight: tuning.inFlight,
    ackWait_ms: tuning.ackWait_ms,
  };
  return Promise.all([
    ...reactionConsumers(rt, reactions, since).map(({ spec, consume }) => transport.consume(spec, consume)),
    transport.consume(staged, (delivery) => takeStaged(rt, delivery)),
    transport.respond(`call.${service}.*.*`, service, (data, subject) => takeWaited(rt, commands, subject, data)),
    transport.respond(`qry.${service}.*.*`, service, (data, subject) => answerQuery(rt, queries, subject, data)),
  ]);
}

/** A staged command. It is acknowledged once PostgreSQL knows of it, which may be before it is done. */
async function takeStaged(rt: Runtime, { subject, data, ack }: Delivery): Promise<void> {
  let acked = false;
  const recorded = () => {
    if (!acked) ack();
    acked = true;
  };
  await receiveCommand(rt, { subject, data, recorded });
  recorded();
}

/** A waited command: the answer is what PostgreSQL has of it, or that it could not be taken. */
async function takeWaited(rt: Runtime, admit: Admission, subject: string, data: Uint8Array): Promise<Uint8Array> {
  const envelope = decodeEnvelope(data);
  const handler = rt.handlers.get(envelope?.name ?? '');
  const spec = handler && handler.kind !== 'reaction' ? handler.spec : undefined;
  try {
    const outcome = await admit(() => receiveCommand(rt, { subject, data }));
    return encodeOutcome(rt.wire, spec, envelope?.tenant ?? '', envelope?.id ?? '', outcome);
  } catch (error) {
    const problem = faultOf(error);
    rt.log.warn({ subject, code: problem.code, internal: problem.internal }, 'a waited command could not be taken');
    return encodeUntaken(toWire(problem));
  }
}
