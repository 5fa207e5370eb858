import type { Sql, TxSql } from '@purser/db';
import { fault, toWire } from '@purser/fault';
import { restText } from '../codec.ts';
import { clearAlarms, raiseAlarm } from '../ledger/alarms.ts';
import { insertRow, moveRow, parkRow, type RowFacts, type RowKey, type RowState } from '../ledger/rows.ts';
import { NotYet, type Outcome } from '../outcome.ts';
import type { Runtime } from '../runtime.ts';
import { backoff_ms } from '../tuning.ts';
import { existingOutcome } from './existing.ts';
import { faultOf } from './faultOf.ts';
import { giveUp } from './giveUp.ts';
import type { Incoming } from './incoming.ts';
import { rowFacts } from './transact.ts';

/**
 * Writes down that a message did not get done: refused, to be tried again, parked, or failed and alarmed. The effect was
 * rolled back before. A step of an outside call keeps its stored request.
 * @throws when PostgreSQL cannot be asked: then nothing is known of the message, and the stream keeps it.
 */
export async function settle(rt: Runtime, message: Incoming, error: unknown): Promise<Outcome> {
  const at = rt.clock.machine();
  // Waiting for something is no failed attempt: the first fault after it is the first.
  const wasParked = Boolean(message.held?.parkedAt) && !(error instanceof NotYet);
  const attempts = wasParked ? 1 : (message.held?.attempts ?? 0) + 1;
  const settled =
    error instanceof NotYet ? parked(rt, message, error.key, attempts, at) : faulted(rt, error, attempts, at);
  const { key } = message;
  if (settled.outcome.status === 'failed') await giveUp(rt, message, faultOf(error));
  const written = await write(rt, message, settled);
  // Somebody else has the message by now, or had it before: what they have of it is what is so.
  if (!written) return (await existingOutcome(rt, message)) ?? settled.outcome;
  if (settled.outcome.status === 'rejected' && message.held) await clearAlarms(rt, key);
  note(rt, message, error, settled, attempts);
  if (written.nextAt) void rt.alarms.set(key, written.nextAt.getTime() - at.getTime());
  return settled.outcome;
}

/**
 * What is thrown once an outside call's intent is stored is never a refusal: what was sent may have worked. It is tried
 * again with the same request, and in the end a person looks. A step that wants to refuse returns `refused`.
 */
export function unfinished(error: unknown): unknown {
  if (error instanceof NotYet) return error;
  const problem = faultOf(error);
  if (problem.passing) return error;
  const internal = `${problem.code}: ${problem.internal ?? problem.message}`;
  return fault('external', 'outcome_unknown', 'It is not known yet what came of this.', { internal, cause: error });
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

type Written = { nextAt: Date | null } | undefined;

/** @returns when it is due again, if it is; undefined when the row is not ours to write */
async function write(rt: Runtime, message: Incoming, { state, alarm }: Settled): Promise<Written> {
  const { key, held } = message;
  const row = held ? undefined : await newRow(rt, message);
  const inOne = async (sql: Sql | TxSql) => {
    const written = held
      ? await moveHeld(rt, sql, key, held.token, state)
      : row && (await insertNew(rt, sql, row, state));
    if (written && alarm) await raiseAlarm(rt, key, alarm, sql);
    return written;
  };
  return alarm ? rt.relay.plainTx(({ sql }) => inOne(sql)) : inOne(rt.relay.sql);
}

/** What a message waits for may have appeared while it was being parked; that is found out soon. */
const soonAfter = (rt: Runtime, at: Date) => new Date(at.getTime() + rt.tuning.backoffBase_ms);

async function insertNew(rt: Runtime, sql: Sql | TxSql, row: RowFacts, state: RowState): Promise<Written> {
  const nextAt = state.status === 'parked' ? soonAfter(rt, state.at) : (state.nextAt ?? null);
  const made = await insertRow(sql, row, { ...state, nextAt });
  return made.count === 1 ? { nextAt } : undefined;
}

async function moveHeld(rt: Runtime, sql: Sql | TxSql, key: RowKey, token: string, state: RowState): Promise<Written> {
  const { waitsFor, nextAt = null } = state;
  if (waitsFor !== undefined && nextAt) {
    const due = await parkRow(sql, key, token, { ...state, waitsFor, nextAt, soon: soonAfter(rt, state.at) });
    return due && { nextAt: due };
  }
  const moved = await moveRow(sql, key, token, state);
  return moved.count === 1 ? { nextAt } : undefined;
}

// A reaction's envelope is kept once it is not simply done: the next attempt reads it from here.
async function newRow(rt: Runtime, message: Incoming): Promise<RowFacts> {
  const row = await rowFacts(rt, message);
  return { ...row, envelope: row.envelope ?? (await restText(rt.vault, message.handler.spec, message.envelope)) };
}

function note(rt: Runtime, message: Incoming, error: unknown, { state, alarm }: Settled, attempts: number): void {
  if (!state.fault) return;
  const { key, trace } = message;
  const problem = faultOf(error);
  const { code, internal } = problem;
  const facts = {
    handler: key.handler,
    message: key.messageId,
    tenant: key.tenant,
    trace: trace.traceId,
    code,
    internal,
    attempts,
  };
  const stack = problem.cause instanceof Error ? problem.cause.stack : undefined;
  if (problem.kind === 'bug' || alarm) rt.log.error({ ...facts, stack }, 'a message failed');
  else if (problem.passing) rt.log.warn(facts, 'a message will be tried again');
  else rt.log.info(facts, 'a message was refused');
}
