import type { Fault } from '@purser/fault';
import { type Envelope, principal } from '@purser/message';
import type { Handler } from '../handlers.ts';
import { raiseAlarm } from '../ledger/alarms.ts';
import { insertRow, type RowKey } from '../ledger/rows.ts';
import type { Outcome } from '../outcome.ts';
import type { Runtime } from '../runtime.ts';
import type { Held } from './incoming.ts';

type Unknown = { key: RowKey; envelope: Envelope; sender: string; kind: 'command' | 'reaction'; waitsFor: string };

/**
 * Keeps what nobody here can read yet, as it came, and tells somebody. It is woken when a reader is deployed. Its
 * idempotency key holds already; what it is to be compared by can be known only once it is read.
 */
export async function parkUnknown(rt: Runtime, { key, envelope, sender, kind, waitsFor }: Unknown): Promise<Outcome> {
  const at = rt.clock.machine();
  const facts = {
    ...key,
    kind,
    version: envelope.version,
    sender,
    principal: principal(envelope.actor),
    key: kind === 'command' ? (envelope.key ?? null) : null,
    inputHash: null,
    envelope: JSON.stringify(envelope),
  };
  const nextAt = new Date(at.getTime() + rt.tuning.parkCap_ms);
  await rt.relay.plainTx(async ({ sql }) => {
    const made = await insertRow(sql, facts, { status: 'parked', attempts: 1, at, parkedAt: at, nextAt, waitsFor });
    if (made.count === 1) await raiseAlarm(rt, key, `parked, waits for ${waitsFor}`, sql);
  });
  return { status: 'parked', waitsFor };
}

/**
 * What an event waits for whose payload is not of the shape that is known here. It has happened all the same: a newer release says more in it,
 * or one of ours says it wrong, and nobody who waits is there to be told. Undefined where it is no such thing.
 */
export function otherShape({ kind }: Handler, { name, version }: Envelope, why: Fault): string | undefined {
  const isEvent = kind === 'reaction' || kind === 'batch';
  return isEvent && why.kind === 'invalid' ? `shape:${name}:${version}` : undefined;
}

/** Puts a row that is ours back, still unreadable here. */
export async function parkAgain(rt: Runtime, key: RowKey, held: Held, waitsFor: string): Promise<Outcome> {
  const at = rt.clock.machine();
  const nextAt = new Date(at.getTime() + rt.tuning.parkCap_ms);
  await rt.relay.sql`update ledger set status = 'parked', waits_for = ${waitsFor}, lease_token = null,
      next_at = ${nextAt.toISOString()}, attempts = ${held.attempts + 1}, updated_at = ${at.toISOString()}
    where tenant_id = ${key.tenant} and handler = ${key.handler} and message_id = ${key.messageId} and lease_token = ${held.token}`;
  await raiseAlarm(rt, key, `parked, waits for ${waitsFor}`);
  return { status: 'parked', waitsFor };
}
