import { type FaultWire, fault, toWire } from '@purser/fault';
import { fullName, principal } from '@purser/message';
import { openSealed, subjectOf } from '../codec.ts';
import { findRow, type StoredRow } from '../ledger/rows.ts';
import type { Outcome } from '../outcome.ts';
import type { Runtime } from '../runtime.ts';
import type { Incoming } from './incoming.ts';
import { factsOf, hashInput } from './transact.ts';

/** What came of a message that was here before, or of an earlier one under the same idempotency key. */
export async function existingOutcome(rt: Runtime, message: Incoming): Promise<Outcome | undefined> {
  const { envelope, key } = message;
  const row = await findRow(rt.relay.sql, key, principal(envelope.actor), envelope.key ?? null);
  if (!row) return undefined;
  if (row.kind === 'command' && row.principal !== principal(envelope.actor))
    return refused('id_taken', 'This message id was used before, by another.');
  if (row.message_id !== envelope.id && row.input_hash !== null && !row.input_hash.equals(await hashInput(rt, message)))
    return refused('key_reused', 'This idempotency key was used before, with other input.');
  return outcomeOfRow(rt, message, row);
}

function refused(code: string, text: string): Outcome {
  return { status: 'rejected', fault: toWire(fault('conflict', code, text)) };
}

async function outcomeOfRow(rt: Runtime, message: Incoming, row: StoredRow): Promise<Outcome> {
  const stored: FaultWire = row.fault
    ? JSON.parse(row.fault)
    : { kind: 'bug', code: 'unknown', text: 'No reason was stored.' };
  switch (row.status) {
    case 'done':
      return { status: 'done', result: await storedResult(rt, message, row), replayed: true };
    case 'rejected':
      return { status: 'rejected', fault: stored, replayed: true };
    case 'failed':
      return { status: 'failed', fault: stored };
    case 'parked':
      return { status: 'parked', waitsFor: row.waits_for ?? '' };
    case 'retrying':
      // One that was put off has no fault yet.
      return row.fault === null ? { status: 'retrying' } : { status: 'retrying', fault: stored };
    default:
      return { status: row.status };
  }
}

async function storedResult(rt: Runtime, { handler, envelope, key }: Incoming, row: StoredRow): Promise<unknown> {
  const result: unknown = row.result === null ? {} : JSON.parse(row.result);
  if (handler.kind === 'reaction' || !handler.spec.sealedOutput?.length) return result;
  const ring = await rt.vault.ready(key.tenant, subjectOf(handler.spec, envelope.payload));
  return openSealed(
    rt.wire,
    ring,
    key.tenant,
    row.message_id,
    `${fullName(handler.spec)}.out`,
    handler.spec.sealedOutput,
    result,
  );
}

/** Adds what is never stored (a client secret) to a result, by asking for it again. */
export async function revealed(rt: Runtime, message: Incoming, result: unknown): Promise<unknown> {
  if (message.handler.kind !== 'stepped' || !message.handler.work.reveal) return result;
  return message.handler.work.reveal(factsOf(rt, message), result);
}
