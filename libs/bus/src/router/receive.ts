import { fault, toWire } from '@purser/fault';
import { fullName, newId, principal } from '@purser/message';
import type { Reaction } from '../handlers.ts';
import { raiseAlarm } from '../ledger/alarms.ts';
import type { Outcome } from '../outcome.ts';
import type { Runtime } from '../runtime.ts';
import { refusal } from './authorise.ts';
import { type Incoming, incoming } from './incoming.ts';
import { otherShape, parkUnknown } from './parkUnknown.ts';
import { putOff } from './putOff.ts';
import { readEnvelope, readPayload } from './read.ts';
import { refuse } from './refuse.ts';
import { runMessage } from './run.ts';

/** What came off the bus. On the stream road `recorded` acknowledges it; on the direct one somebody waits for the answer. */
export type Raw = { subject: string; data: Uint8Array; recorded?: () => void };

/** A command as it came off the bus: `<road>.<service>.<name>.<sender>`. */
export async function receiveCommand(rt: Runtime, raw: Raw): Promise<Outcome> {
  const [, service, name, sender] = raw.subject.split('.');
  const envelope = readEnvelope(raw.data, `${service}.${name}`);
  if (!envelope || !sender) return unreadable(rt, raw);
  const handler = rt.handlers.get(envelope.name);
  const key = { tenant: envelope.tenant, handler: envelope.name, messageId: envelope.id };
  if (!handler || handler.kind === 'reaction')
    return parkUnknown(rt, { key, envelope, sender, kind: 'command', waitsFor: `handler:${envelope.name}` });
  const denied = refusal(handler.spec.callers, envelope.actor, sender);
  if (denied) {
    const facts = { handler: key.handler, message: key.messageId, sender, actor: principal(envelope.actor) };
    rt.log.warn({ ...facts, why: denied.internal }, 'refused by the contract');
    // Nobody waits on the stream road: it is a fault of ours, or a forgery.
    if (raw.recorded) await raiseAlarm(rt, key, `refused: ${denied.internal}`);
    return { status: 'rejected', fault: toWire(denied) };
  }
  const { recorded } = raw;
  return readAndRun(rt, incoming({ envelope, handler, key, sender, recorded, waited: !recorded }));
}

/** An event, for one of this service's reactions to it. */
export async function receiveEvent(rt: Runtime, reaction: Reaction, raw: Raw): Promise<Outcome> {
  const envelope = readEnvelope(raw.data, fullName(reaction.spec));
  if (!envelope) return unreadable(rt, raw);
  const key = { tenant: envelope.tenant, handler: `${rt.service}.${reaction.name}`, messageId: envelope.id };
  return readAndRun(rt, incoming({ envelope, handler: reaction, key, sender: reaction.spec.service }));
}

/** Opens, parses and does what has no row yet. */
async function readAndRun(rt: Runtime, message: Incoming): Promise<Outcome> {
  const { envelope, handler, key, sender } = message;
  const read = await readPayload(rt, handler.spec, envelope);
  if (read.outcome === 'refused') {
    const waitsFor = otherShape(handler, envelope, read.fault);
    return waitsFor
      ? parkUnknown(rt, { key, envelope, sender, kind: 'reaction', waitsFor })
      : refuse(rt, message, read.fault);
  }
  if (read.outcome === 'unknownVersion') {
    const kind = handler.kind === 'reaction' ? 'reaction' : 'command';
    return parkUnknown(rt, { key, envelope, sender, kind, waitsFor: `version:${envelope.name}:${envelope.version}` });
  }
  message.envelope = read.envelope;
  // Who waits is told at once, and bounds itself; what is done in a transaction is over soon.
  return message.waited || handler.kind !== 'stepped' ? runMessage(rt, message) : runInTurn(rt, message);
}

async function runInTurn(rt: Runtime, message: Incoming): Promise<Outcome> {
  const end = rt.shares.begin(message.key.tenant);
  if (!end) return putOff(rt, message);
  try {
    return await runMessage(rt, message);
  } finally {
    end();
  }
}

const keptBytes = 65_536;

async function unreadable(rt: Runtime, { subject, data }: Raw): Promise<Outcome> {
  await rt.relay.sql`insert into unreadable (id, subject, bytes, received_at)
    values (${newId()}, ${subject}, ${Buffer.from(data.subarray(0, keptBytes))}, ${rt.clock.machine().toISOString()})`;
  rt.log.error({ alarm: 'unreadable', subject, bytes: data.byteLength }, 'a message could not be read');
  return { status: 'rejected', fault: toWire(fault('invalid', 'unreadable', 'This is not a message of ours.')) };
}
