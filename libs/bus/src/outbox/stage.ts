import type { TxSql } from '@purser/db';
import { commandSubject, type Envelope, eventSubject, fullName, newId } from '@purser/message';
import { restText, wireText } from '../codec.ts';
import type { Stage } from '../handlers.ts';
import type { Committed, Runtime } from '../runtime.ts';
import { type Trace, traceTo } from '../trace.ts';

/** What the staged messages follow from. */
type Origin = Pick<Envelope, 'tenant' | 'correlation' | 'id'> & { trace: Trace };
type Timer = { envelope: Envelope; spec: Parameters<Stage['later']>[0]; at: Date };
type Message = { envelope: Envelope; spec: Parameters<Stage['send']>[0]; subject: string };

/** What a handler staged, and the statements that write it in the handler's own transaction. */
export type StagedWork = {
  stage: Stage;
  /** The same, for what follows from another message. */
  stageOf(origin: Omit<Origin, 'tenant'>): Stage;
  write(sql: TxSql): Promise<Written>;
};
/** What must be done after the commit. Lost with the process, all of it is found again in PostgreSQL. */
export type Written = {
  messages: Committed[];
  timers: { handler: string; messageId: string; at: Date }[];
  woken: { handler: string; messageId: string }[];
};

export function newStage(rt: Runtime, { tenant, ...first }: Origin, now: Date): StagedWork {
  const messages: Message[] = [];
  const timers: Timer[] = [];
  const here: string[] = [];
  const envelopeOf = (
    origin: Omit<Origin, 'tenant'>,
    spec: { service: string; name: string; version: number },
    payload: unknown,
  ): Envelope => ({
    id: newId(),
    name: fullName(spec),
    version: spec.version,
    tenant,
    actor: { kind: 'service', name: rt.service },
    correlation: origin.correlation,
    causation: origin.id,
    at: now.toISOString(),
    trace: traceTo(origin.trace),
    payload,
  });
  const stageOf = (origin: Omit<Origin, 'tenant'>): Stage => ({
    send: (spec, payload) => {
      const parsed = spec.input.parse(payload);
      const envelope = envelopeOf(origin, spec, parsed);
      if (spec.kind === 'event' && spec.service !== rt.service)
        throw new Error(`${rt.service} cannot say ${envelope.name}`);
      // It could be sent now, but neither read back from the outbox nor replayed when its stream is lost.
      if (!rt.outgoing.has(envelope.name))
        throw new Error(`${rt.service} does not name ${envelope.name} among what it sends`);
      const subject =
        spec.kind === 'event'
          ? eventSubject(spec.service, spec.name)
          : commandSubject(spec.service, spec.name, rt.service);
      messages.push({ envelope, spec, subject });
      return envelope.id;
    },
    later: (spec, payload, at) => {
      if (spec.service !== rt.service) throw new Error('a timer is a command to the service itself');
      const envelope = envelopeOf(origin, spec, spec.input.parse(payload));
      timers.push({ envelope, spec, at });
      return envelope.id;
    },
    appeared: (key) => {
      here.push(key);
    },
  });
  return { stage: stageOf(first), stageOf, write: (sql) => write(rt, sql, tenant, { messages, timers, here }) };
}

type Staged = { messages: Message[]; timers: Timer[]; here: string[] };

async function write(rt: Runtime, sql: TxSql, tenant: string, staged: Staged): Promise<Written> {
  const textsOf = (all: readonly (Message | Timer)[]) =>
    Promise.all(all.map(({ spec, envelope }) => restText(rt.vault, spec, envelope)));
  const [texts, timerTexts] = await Promise.all([textsOf(staged.messages), textsOf(staged.timers)]);
  const at = rt.clock.machine();
  const work: PromiseLike<unknown>[] = [insertOutbox(sql, tenant, staged.messages, texts, at)];
  if (staged.timers.length > 0) work.push(insertTimers(rt, sql, tenant, staged.timers, timerTexts, at));
  const woken = staged.here.length > 0 ? wakeParked(sql, tenant, staged.here, at) : Promise.resolve([]);
  await Promise.all([...work, woken]);
  return {
    messages: staged.messages.map(({ spec, envelope, subject }) => ({
      tenant,
      id: envelope.id,
      subject,
      data: new TextEncoder().encode(wireText(rt.wire, spec, envelope)),
    })),
    timers: staged.timers.map(({ envelope, at: due }) => ({ handler: envelope.name, messageId: envelope.id, at: due })),
    woken: (await woken).map((row) => ({ handler: row.handler, messageId: row.message_id })),
  };
}

async function insertOutbox(sql: TxSql, tenant: string, messages: Message[], texts: string[], at: Date): Promise<void> {
  const [only] = messages;
  if (!only) return;
  if (messages.length === 1) {
    await sql`insert into outbox (tenant_id, id, name, subject, envelope, created_at)
      values (${tenant}, ${only.envelope.id}, ${only.envelope.name}, ${only.subject}, ${texts[0] ?? ''}, ${at.toISOString()})`;
    return;
  }
  const ids = messages.map((m) => m.envelope.id);
  const names = messages.map((m) => m.envelope.name);
  const subjects = messages.map((m) => m.subject);
  await sql`insert into outbox (tenant_id, id, name, subject, envelope, created_at)
    select ${tenant}, u.id, u.name, u.subject, u.envelope, ${at.toISOString()}
    from unnest(${ids}::uuid[], ${names}::text[], ${subjects}::text[], ${texts}::text[]) as u(id, name, subject, envelope)`;
}

async function insertTimers(
  rt: Runtime,
  sql: TxSql,
  tenant: string,
  timers: Timer[],
  texts: string[],
  at: Date,
): Promise<void> {
  const envelopes = timers.map(({ envelope }) => envelope);
  const due = timers.map((timer) => timer.at.toISOString());
  await sql`
    insert into ledger (tenant_id, handler, message_id, kind, status, version, sender, principal, envelope, attempts, next_at,
      created_at, updated_at)
    select ${tenant}, t.handler, t.id, 'command', 'waiting', t.version, ${rt.service}, ${`service:${rt.service}`}, t.envelope, 0,
      t.due::timestamptz, ${at.toISOString()}, ${at.toISOString()}
    from unnest(${envelopes.map(({ name }) => name)}::text[], ${envelopes.map(({ id }) => id)}::uuid[],
      ${envelopes.map(({ version }) => version)}::int[], ${texts}::text[], ${due}::text[]) as t(handler, id, version, envelope, due)
    on conflict do nothing`;
}

/** Wakes what is parked for these keys. One that is being tried just now learns of it when it wants to park again. */
function wakeParked(sql: TxSql, tenant: string, keys: string[], at: Date) {
  return sql<{ handler: string; message_id: string }[]>`
    update ledger set waits_for = null, updated_at = ${at.toISOString()},
      status = case status when 'parked' then 'retrying' else status end,
      next_at = case status when 'parked' then ${at.toISOString()} else next_at end
    where tenant_id = ${tenant} and status in ('parked', 'running') and waits_for = any(${keys}::text[])
    returning handler, message_id`;
}
