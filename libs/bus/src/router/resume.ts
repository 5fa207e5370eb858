import { randomUUID } from 'node:crypto';
import type { Envelope } from '@purser/message';
import { type RowKey, setInputHash, takeRow } from '../ledger/rows.ts';
import type { Outcome } from '../outcome.ts';
import type { Runtime } from '../runtime.ts';
import { refusal } from './authorise.ts';
import { heldOf, incoming } from './incoming.ts';
import { otherShape, parkAgain } from './parkUnknown.ts';
import { readPayload } from './read.ts';
import { refuse } from './refuse.ts';
import { runMessage } from './run.ts';
import { settle, unfinished } from './settle.ts';
import { hashInput } from './transact.ts';

/** Another attempt at a stored message that is due; undefined when it is not due, not there, or somebody else's. */
export async function resume(rt: Runtime, key: RowKey, force = false): Promise<Outcome | undefined> {
  const now = rt.clock.machine();
  const token = randomUUID();
  const until = new Date(now.getTime() + rt.tuning.lease_ms);
  const row = await takeRow(rt.relay.sql, key, { token, until, now, businessNow: rt.clock.business(), force });
  if (!row?.envelope) return undefined;
  const held = heldOf(row, token);
  const envelope: Envelope = JSON.parse(row.envelope);
  const handler = rt.handlers.get(key.handler);
  if (!handler) return parkAgain(rt, key, held, `handler:${key.handler}`);
  const message = incoming({ envelope, handler, key, sender: row.sender });
  message.held = held;
  // A command that was parked unread was not authorised then. What a service asks of itself (a timer) needs no leave.
  const denied =
    handler.kind === 'reaction' || row.sender === rt.service
      ? undefined
      : refusal(handler.spec.callers, envelope.actor, row.sender);
  if (denied) return refuse(rt, message, denied);
  const read = await readPayload(rt, handler.spec, envelope);
  // What was begun outside is not over because its input cannot be read any more.
  const waitsFor = read.outcome === 'refused' && otherShape(handler, envelope, read.fault);
  if (waitsFor) return parkAgain(rt, key, held, waitsFor);
  if (read.outcome === 'refused')
    return held.step ? settle(rt, message, unfinished(read.fault)) : refuse(rt, message, read.fault);
  if (read.outcome === 'unknownVersion')
    return parkAgain(rt, key, held, `version:${envelope.name}:${envelope.version}`);
  message.envelope = read.envelope;
  if (row.idem_key !== null && row.input_hash === null)
    await setInputHash(rt.relay.sql, key, await hashInput(rt, message));
  return runMessage(rt, message);
}
