import { canonicalJson, dropFields, fullName, principal } from '@purser/message';
import { restText, sealForRest, subjectOf } from '../codec.ts';
import type { Context, MessageFacts } from '../handlers.ts';
import { insertRow, moveRow, type RowFacts, type RowState, setResult } from '../ledger/rows.ts';
import { newStage, type Written } from '../outbox/stage.ts';
import type { Runtime } from '../runtime.ts';
import type { Incoming } from './incoming.ts';

/** The message's row is there already, or another process holds it: what this transaction did is rolled back. */
export class Claimed extends Error {}

export function factsOf(rt: Runtime, message: Incoming): MessageFacts {
  const { envelope } = message;
  return {
    tenant: envelope.tenant,
    actor: envelope.actor,
    sender: message.sender,
    messageId: envelope.id,
    correlation: envelope.correlation,
    at: new Date(envelope.at),
    now: rt.clock.business(),
    log: rt.log,
    keys: (subject) => rt.vault.ready(envelope.tenant, subject ?? ''),
  };
}

export async function rowFacts(rt: Runtime, message: Incoming): Promise<RowFacts> {
  const { envelope, key, handler, sender } = message;
  const command = handler.kind !== 'reaction';
  const idemKey = envelope.key ?? null;
  const inputHash = idemKey === null ? null : await hashInput(rt, message);
  return {
    ...key,
    kind: command ? 'command' : 'reaction',
    version: envelope.version,
    sender,
    principal: principal(envelope.actor),
    key: command ? idemKey : null,
    inputHash,
    envelope: command ? await restText(rt.vault, handler.spec, envelope) : null,
  };
}

/** A keyed hash of the input, so that a reused key with other input is found without keeping the input in clear. */
export async function hashInput(rt: Runtime, { envelope }: Incoming): Promise<Buffer> {
  const ring = await rt.vault.ready(envelope.tenant);
  return ring.index('ledger.input', canonicalJson(envelope.payload));
}

/** What a transaction says its row becomes. */
export type End = { state: Omit<RowState, 'at' | 'attempts'>; result?: unknown };

/**
 * Claims the message's row, runs `body`, writes what was staged and how the row stands, and commits: all of it or nothing.
 * The claim is sent without waiting; should it turn out that the row was there, everything is rolled back.
 * @throws Claimed when the message is not ours to work on; whatever `body` throws.
 */
export async function transact<T>(
  rt: Runtime,
  message: Incoming,
  body: (ctx: Context) => Promise<{ value: T; end: End }>,
): Promise<T> {
  const { envelope, held, key } = message;
  const facts = factsOf(rt, message);
  const row = held ? undefined : await rowFacts(rt, message);
  const staged = newStage(rt, { ...envelope, trace: message.trace }, facts.now);
  const customer = envelope.actor.kind === 'customer' ? envelope.actor.id : undefined;
  const at = rt.clock.machine();
  let written: Written | undefined;
  const value = await rt.runtime.tenantTx({ tenant: envelope.tenant, customer }, async (tx) => {
    const done: RowState = { status: 'done', attempts: held?.attempts ?? 0, at, nextAt: null, token: null };
    const claim = held
      ? moveRow(tx.sql, key, held.token, done).execute()
      : row && insertRow(tx.sql, row, done).execute();
    const [claimed, ran] = await Promise.allSettled([claim, body({ ...facts, tx, stage: staged.stage })]);
    if (claimed.status === 'rejected') throw claimed.reason;
    if (claimed.value?.count !== 1) throw new Claimed();
    if (ran.status === 'rejected') throw ran.reason;
    const { value: result, end } = ran.value;
    const kept = await keptResult(rt, message, end);
    // Waited for, one journey before the commit: a statement that the driver never got to the server would not undo it.
    [written] = await Promise.all([staged.write(tx.sql), finish(tx.sql, key, end, kept, at)]);
    return result;
  });
  if (written) afterCommit(rt, envelope.tenant, written);
  return value;
}

/** The result as the ledger keeps it: without secrets, personal data sealed. Undefined where there is nothing to keep. */
async function keptResult(rt: Runtime, message: Incoming, { state, result }: End): Promise<string | undefined> {
  const { handler, envelope } = message;
  if (state.status !== 'done' || handler.kind === 'reaction') return undefined;
  const { spec } = handler;
  const kept = dropFields(result, spec.secret ?? []);
  if (kept === undefined || (typeof kept === 'object' && kept !== null && Object.keys(kept).length === 0))
    return undefined;
  if (!spec.sealedOutput?.length) return JSON.stringify(kept);
  const ring = await rt.vault.ready(envelope.tenant, subjectOf(spec, envelope.payload));
  return JSON.stringify(sealForRest(ring, envelope.id, `${fullName(spec)}.out`, spec.sealedOutput, kept));
}

/** Writes how the row stands, where the claim has not said it already. Its statement is sent before it returns. */
function finish(
  sql: Context['tx']['sql'],
  key: Incoming['key'],
  { state }: End,
  kept: string | undefined,
  at: Date,
): Promise<unknown> | undefined {
  if (state.status === 'done') return kept === undefined ? undefined : setResult(sql, key, kept).execute();
  return sql`update ledger set status = ${state.status}, step = ${state.step ?? null}, plan = ${state.plan ?? null},
      lease_token = ${state.token ?? null}, next_at = ${state.nextAt?.toISOString() ?? null}, updated_at = ${at.toISOString()},
      fault = ${state.fault ? JSON.stringify(state.fault) : null}
    where tenant_id = ${key.tenant} and handler = ${key.handler} and message_id = ${key.messageId}`.execute();
}

/** Timers of one transaction beyond which it is one. */
const crowd = 20;

/** What the commit leads to at once; lost with the process, all of it is found again in PostgreSQL. */
export function afterCommit(rt: Runtime, tenant: string, written: Written): void {
  if (written.messages.length > 0) rt.committed(written.messages);
  // A crowd is not rung for: the bells would keep everybody else's waiting. The sweeper takes it in turn by tenant.
  for (const timer of written.timers.length > crowd ? [] : written.timers) {
    void rt.alarms.set(
      { tenant, handler: timer.handler, messageId: timer.messageId },
      timer.at.getTime() - rt.clock.business().getTime(),
    );
  }
  for (const row of written.woken) void rt.alarms.set({ tenant, ...row }, 0);
}
