import { fault, toWire } from '@purser/fault';
import { encodeOutcome } from '../client/reply.ts';
import type { Outcome } from '../outcome.ts';
import type { Runtime } from '../runtime.ts';
import { traceFrom, traceHeader } from '../trace.ts';
import type { Headers } from '../transport/transport.ts';
import { refusal } from './authorise.ts';
import { readEnvelope, readPayload } from './read.ts';
import { faultOf } from './settle.ts';

/** Answers one query. Nothing is stored: asking again is free. */
export async function answerQuery(
  rt: Runtime,
  subject: string,
  data: Uint8Array,
  headers: Headers,
): Promise<Uint8Array> {
  const [, service, name, sender = ''] = subject.split('.');
  const envelope = readEnvelope(data, `${service}.${name}`);
  const handler = envelope && rt.queries.get(envelope.name);
  const tenant = envelope?.tenant ?? '';
  const id = envelope?.id ?? '';
  const answer = (outcome: Outcome) => encodeOutcome(rt.wire, handler?.spec, tenant, id, outcome);
  const refused = (error: unknown) => {
    const problem = faultOf(error);
    if (problem.passing)
      rt.log.error(
        { query: envelope?.name, tenant, internal: problem.internal, trace: traceFrom(headers[traceHeader]).traceId },
        'a query failed',
      );
    return answer({ status: 'rejected', fault: toWire(problem) });
  };
  if (!envelope || !handler) return refused(fault('notFound', 'unknown_query', 'There is no such question.'));
  const denied = refusal(handler.spec.callers, envelope.actor, sender);
  if (denied) return refused(denied);
  try {
    const read = await readPayload(rt, handler.spec, envelope);
    if (read.outcome === 'refused') return refused(read.fault);
    if (read.outcome === 'unknownVersion')
      return refused(fault('unavailable', 'unknown_version', 'This cannot be answered yet.'));
    const { actor, correlation, at } = envelope;
    const customer = actor.kind === 'customer' ? actor.id : undefined;
    const result = await rt.runtime.tenantTx({ tenant, customer }, (tx) =>
      handler.run(
        {
          tx,
          tenant,
          actor,
          sender,
          messageId: id,
          correlation,
          at: new Date(at),
          now: rt.clock.business(),
          log: rt.log,
          keys: (s) => rt.vault.ready(tenant, s ?? ''),
        },
        read.input,
      ),
    );
    return answer({ status: 'done', result });
  } catch (error) {
    return refused(error);
  }
}
