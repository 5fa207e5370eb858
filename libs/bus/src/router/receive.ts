import { randomUUID } from 'node:crypto';
import { type Envelope, fullName, newId, principal } from '@purser/message';
import type { Reaction } from '../handlers.ts';
import { raiseAlarm } from '../ledger/alarms.ts';
import { insertRow, type RowKey, takeRow } from '../ledger/rows.ts';
import type { Outcome } from '../outcome.ts';
import type { Runtime } from '../runtime.ts';
import { traceFrom, traceHeader } from '../trace.ts';
import type { Headers } from '../transport/transport.ts';
import { refusal } from './authorise.ts';
import type { Incoming } from './incoming.ts';
import { readEnvelope, readPayload } from './read.ts';
import { runMessage } from './run.ts';
import { settle } from './settle.ts';

type Raw = { subject: string; data: Uint8Array; headers: Headers; recorded?: () => void };

/** A command as it came off the bus: `<road>.<service>.<name>.<sender>`. */
export async function receiveCommand(rt: Runtime, raw: Raw): Promise<Outcome> {
  const [, service, name, sender] = raw.subject.split('.');
  const envelope = readEnvelope(raw.data, `${service}.${name}`);
  if (!envelope || !sender) return unreadable(rt, raw);
  const handler = rt.handlers.get(envelope.name);
  const key = { tenant: envelope.tenant, handler: envelope.name, messageId: envelope.id };
  if (!handler || handler.kind === 'reaction')
    return parkUnknown(rt, key, envelope, sender, `handler:${envelope.name}`);
  const message: Incoming = { envelope, handler, key, sender, trace: traceFrom(raw.headers[traceHeader]) };
  if (raw.recorded) message.recorded = raw.recorded;
  const denied = refusal(handler.spec.callers, envelope.actor, sender);
  if (denied) {
    rt.log.warn(
      { handler: key.handler, sender, actor: principal(envelope.actor), why: denied.internal },
      'refused by the contract',
    );
    return settle(rt, message, denied);
  }
  return readAndRun(rt, message);
}

/** An event, for one of this service's reactions to it. */
export async function receiveEvent(rt: Runtime, reaction: Reaction, raw: Raw): Promise<Outcome> {
  const envelope = readEnvelope(raw.data, fullName(reaction.spec));
  if (!envelope) return unreadable(rt, raw);
  const key = { tenant: envelope.tenant, handler: `${rt.service}.${reaction.name}`, messageId: envelope.id };
  return readAndRun(rt, {
    envelope,
    handler: reaction,
    key,
    sender: reaction.spec.service,
    trace: traceFrom(raw.headers[traceHeader]),
  });
}

/** Another attempt at a stored message that is due; undefined when it is not due, not there, or somebody else's. */
export async function resume(rt: Runtime, key: RowKey, force = false): Promise<Outcome | undefined> {
  const now = rt.clock.machine();
  const token = randomUUID();
  const until = new Date(now.getTime() + rt.tuning.lease_ms);
  const row = await takeRow(rt.relay.sql, key, { token, until, now, businessNow: rt.clock.business(), force });
  if (!row) return undefined;
  const held = {
    token,
    attempts: row.attempts,
    parkedAt: row.parked_at ? new Date(row.parked_at) : null,
    step: row.step,
    plan: row.plan,
  };
  const envelope: Envelope = JSON.parse(row.envelope ?? '{}');
  const handler = rt.handlers.get(key.handler);
  if (!handler) return parkAgain(rt, key, held, `handler:${key.handler}`);
  const message: Incoming = { envelope, handler, key, sender: row.sender, trace: traceFrom(undefined), held };
  return readAndRun(rt, message);
}

async function readAndRun(rt: Runtime, message: Incoming): Promise<Outcome> {
  const { envelope, handler, key, held, sender } = message;
  const read = await readPayload(rt, handler.spec, envelope);
  if (read.outcome === 'refused') return settle(rt, message, read.fault);
  if (read.outcome === 'unknownVersion') {
    const waitsFor = `version:${envelope.name}:${envelope.version}`;
    return held
      ? parkAgain(rt, key, held, waitsFor)
      : parkUnknown(rt, key, envelope, sender, waitsFor, handler.kind === 'reaction');
  }
  message.envelope = read.envelope;
  return runMessage(rt, message);
}

/** Keeps what nobody here can read yet, as it came, and tells somebody. It is woken when a reader is deployed. */
async function parkUnknown(
  rt: Runtime,
  key: RowKey,
  envelope: Envelope,
  sender: string,
  waitsFor: string,
  reaction = false,
): Promise<Outcome> {
  const at = rt.clock.machine();
  const facts = {
    ...key,
    kind: reaction ? ('reaction' as const) : ('command' as const),
    version: envelope.version,
    sender,
    principal: principal(envelope.actor),
    key: null,
    inputHash: null,
    envelope: JSON.stringify(envelope),
  };
  const nextAt = new Date(at.getTime() + rt.tuning.parkCap_ms);
  await insertRow(rt.relay.sql, facts, { status: 'parked', attempts: 1, at, parkedAt: at, nextAt, waitsFor });
  await raiseAlarm(rt, key, `parked, waits for ${waitsFor}`);
  return { status: 'parked', waitsFor };
}

async function parkAgain(
  rt: Runtime,
  key: RowKey,
  held: NonNullable<Incoming['held']>,
  waitsFor: string,
): Promise<Outcome> {
  const at = rt.clock.machine();
  await rt.relay.sql`update ledger set status = 'parked', waits_for = ${waitsFor}, lease_token = null,
      next_at = ${new Date(at.getTime() + rt.tuning.parkCap_ms).toISOString()}, attempts = ${held.attempts + 1}, updated_at = ${at.toISOString()}
    where tenant_id = ${key.tenant} and handler = ${key.handler} and message_id = ${key.messageId} and lease_token = ${held.token}`;
  await raiseAlarm(rt, key, `parked, waits for ${waitsFor}`);
  return { status: 'parked', waitsFor };
}

const keptBytes = 65_536;

async function unreadable(rt: Runtime, raw: Raw): Promise<Outcome> {
  await rt.relay.sql`insert into unreadable (id, subject, bytes, received_at)
    values (${newId()}, ${raw.subject}, ${Buffer.from(raw.data.subarray(0, keptBytes))}, ${rt.clock.machine().toISOString()})`;
  rt.log.error(
    { alarm: 'unreadable', subject: raw.subject, bytes: raw.data.byteLength },
    'a message could not be read',
  );
  return { status: 'failed', fault: { kind: 'invalid', code: 'unreadable', text: 'This is not a message of ours.' } };
}
