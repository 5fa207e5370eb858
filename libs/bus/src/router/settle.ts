import { isTransient } from '@purser/db';
import { type Fault, fault, isFault, toFault, toWire } from '@purser/fault';
import { VaultError } from '@purser/vault';
import { restText } from '../codec.ts';
import { raiseAlarm } from '../ledger/alarms.ts';
import { insertRow, moveRow, type RowState } from '../ledger/rows.ts';
import { NotYet, type Outcome } from '../outcome.ts';
import type { Runtime } from '../runtime.ts';
import { backoff_ms } from '../tuning.ts';
import type { Incoming } from './incoming.ts';
import { rowFacts } from './transact.ts';

/** What a thrown thing means, in public words. A database that is away is nobody's refusal. */
export function faultOf(error: unknown): Fault {
  if (isFault(error)) return error;
  if (isTransient(error))
    return fault('unavailable', 'database_unavailable', 'This could not be done just now.', {
      internal: codeOf(error),
      cause: error,
    });
  if (error instanceof VaultError && error.code === 'destroyed')
    return fault('rejected', 'erased', 'The person this was about has been erased.');
  return toFault(withoutParameters(error));
}

function codeOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return `${code ?? ''} ${message ?? ''}`.trim();
}

// Drizzle puts a statement's parameters into its message; they may be personal data.
function withoutParameters(error: unknown): unknown {
  if (error instanceof Error && error.name === 'DrizzleQueryError') return error.cause ?? new Error('a query failed');
  return error;
}

/**
 * Writes down that a message did not get done: refused, to be tried again, parked, or failed and alarmed. The effect was
 * rolled back before. A step of an outside call keeps its stored request.
 * @throws when PostgreSQL cannot be asked: then nothing is known of the message, and the stream keeps it.
 */
export async function settle(rt: Runtime, message: Incoming, error: unknown): Promise<Outcome> {
  const at = rt.clock.machine();
  const attempts = (message.held?.attempts ?? 0) + 1;
  const { state, outcome, alarm } =
    error instanceof NotYet ? parked(rt, message, error.key, attempts, at) : faulted(rt, error, attempts, at);
  await write(rt, message, state);
  const facts = {
    handler: message.key.handler,
    message: message.key.messageId,
    tenant: message.key.tenant,
    trace: message.trace.traceId,
  };
  if (alarm) await raiseAlarm(rt, message.key, alarm);
  if (state.fault) {
    const problem = faultOf(error);
    const note = { ...facts, code: problem.code, internal: problem.internal, attempts };
    if (problem.kind === 'bug' || alarm)
      rt.log.error(
        { ...note, stack: problem.cause instanceof Error ? problem.cause.stack : undefined },
        'a message failed',
      );
    else if (problem.passing) rt.log.warn(note, 'a message will be tried again');
    else rt.log.info(note, 'a message was refused');
  }
  if (state.nextAt && state.status !== 'failed') {
    void rt.alarms.set(
      { tenant: message.key.tenant, handler: message.key.handler, messageId: message.key.messageId },
      state.nextAt.getTime() - at.getTime(),
    );
  }
  return outcome;
}

type Settled = { state: RowState; outcome: Outcome; alarm?: string };

function parked(rt: Runtime, message: Incoming, waitsFor: string, attempts: number, at: Date): Settled {
  const { tuning } = rt;
  const parkedAt = message.held?.parkedAt ?? at;
  const nextAt = new Date(at.getTime() + backoff_ms(attempts, tuning.parkBase_ms, tuning.parkCap_ms));
  const settled: Settled = {
    state: { status: 'parked', attempts, at, nextAt, parkedAt, waitsFor },
    outcome: { status: 'parked', waitsFor },
  };
  const unknown = waitsFor.startsWith('handler:') || waitsFor.startsWith('version:');
  const long = at.getTime() - parkedAt.getTime() >= tuning.parkAlarm_ms;
  return unknown || long ? { ...settled, alarm: `parked, waits for ${waitsFor}` } : settled;
}

function faulted(rt: Runtime, error: unknown, attempts: number, at: Date): Settled {
  const problem = faultOf(error);
  const wire = toWire(problem);
  if (!problem.passing)
    return { state: { status: 'rejected', attempts, at, fault: wire }, outcome: { status: 'rejected', fault: wire } };
  if (attempts >= rt.tuning.attempts) {
    return {
      state: { status: 'failed', attempts, at, fault: wire },
      outcome: { status: 'failed', fault: wire },
      alarm: `failed after ${attempts} attempts: ${problem.code}`,
    };
  }
  const wait = Math.max(
    problem.retryAfter_ms ?? 0,
    backoff_ms(attempts, rt.tuning.backoffBase_ms, rt.tuning.backoffCap_ms),
  );
  const state: RowState = { status: 'retrying', attempts, at, nextAt: new Date(at.getTime() + wait), fault: wire };
  return { state, outcome: { status: 'retrying', fault: wire } };
}

async function write(rt: Runtime, message: Incoming, state: RowState): Promise<void> {
  if (message.held) {
    await moveRow(rt.relay.sql, message.key, message.held.token, state);
    return;
  }
  const row = await rowFacts(rt, message);
  // A reaction's envelope is kept once it is not simply done: the next attempt reads it from here.
  const envelope = row.envelope ?? (await restText(rt.vault, message.handler.spec, message.envelope));
  await insertRow(rt.relay.sql, { ...row, envelope }, state);
}
