import { fault, toWire } from '@purser/fault';
import type { Envelope } from '@purser/message';
import type { Admission } from '../admission.ts';
import { encodeOutcome } from '../client/reply.ts';
import type { QueryHandler } from '../handlers.ts';
import type { Outcome } from '../outcome.ts';
import type { Runtime } from '../runtime.ts';
import { traceFrom } from '../trace.ts';
import { refusal } from './authorise.ts';
import { faultOf } from './faultOf.ts';
import { readEnvelope, readPayload } from './read.ts';

/** Answers one query. Nothing is stored: asking again is free. */
export async function answerQuery(
  rt: Runtime,
  admit: Admission,
  subject: string,
  data: Uint8Array,
): Promise<Uint8Array> {
  const [, service, name, sender = ''] = subject.split('.');
  const envelope = readEnvelope(data, `${service}.${name}`);
  const handler = envelope && rt.queries.get(envelope.name);
  const answer = (outcome: Outcome) =>
    encodeOutcome(rt.wire, handler?.spec, envelope?.tenant ?? '', envelope?.id ?? '', outcome);
  try {
    if (!envelope || !handler) throw fault('notFound', 'unknown_query', 'There is no such question.');
    return answer({ status: 'done', result: await admit(() => runQuery(rt, handler, envelope, sender)) });
  } catch (error) {
    const problem = faultOf(error);
    const facts = { query: envelope?.name, tenant: envelope?.tenant, trace: traceFrom(envelope?.trace).traceId };
    if (problem.passing) rt.log.error({ ...facts, code: problem.code, internal: problem.internal }, 'a query failed');
    return answer({ status: 'rejected', fault: toWire(problem) });
  }
}

/** @throws Fault, or whatever the handler throws */
async function runQuery(rt: Runtime, handler: QueryHandler, envelope: Envelope, sender: string): Promise<unknown> {
  const { tenant, actor, correlation, at, id: messageId } = envelope;
  const denied = refusal(handler.spec.callers, actor, sender);
  if (denied) throw denied;
  const read = await readPayload(rt, handler.spec, envelope);
  if (read.outcome === 'refused') throw read.fault;
  if (read.outcome === 'unknownVersion') throw fault('unavailable', 'unknown_version', 'This cannot be answered yet.');
  const facts = {
    tenant,
    actor,
    sender,
    messageId,
    correlation,
    at: new Date(at),
    now: rt.clock.business(),
    log: rt.log,
    keys: (subject?: string) => rt.vault.ready(tenant, subject ?? ''),
  };
  const customer = actor.kind === 'customer' ? actor.id : undefined;
  return rt.runtime.tenantTx({ tenant, customer }, async (tx) => {
    // Travels with the first statement; a query that writes fails.
    const readOnly = tx.sql`set transaction read only`.execute();
    const [ready, ran] = await Promise.allSettled([readOnly, handler.run({ ...facts, tx }, read.input)]);
    if (ready.status === 'rejected') throw ready.reason;
    if (ran.status === 'rejected') throw ran.reason;
    return ran.value;
  });
}
