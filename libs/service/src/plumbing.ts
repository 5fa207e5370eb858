import { answer, type Context, type Handler, handle, putBackInLine } from '@purser/bus';
import { plumbingOf } from '@purser/contracts';
import { fault } from '@purser/fault';
import { isId } from '@purser/message';
import type { z } from 'zod';

type Contracts = ReturnType<typeof plumbingOf>;
type Listed = z.output<Contracts['listMessages']['output']>['messages'][number];
type Row = {
  message_id: string;
  handler: string;
  kind: Listed['kind'];
  status: Listed['status'];
  attempts: number;
  sender: string;
  principal: string;
  waits_for: string | null;
  fault: string | null;
  created_at: string;
  updated_at: string;
};

/** What each service answers about its own ledger, under the tenant's wall like everything else. */
export function plumbingHandlers(service: string): Handler[] {
  const contract = plumbingOf(service);
  return [
    answer(contract.listMessages, listMessages),
    answer(contract.getMessage, getMessage),
    answer(contract.listAlarms, listAlarms),
    handle(contract.retryMessage, retryMessage),
  ];
}

/** Newest first, by the time in the message's id. */
async function listMessages({ tx }: Pick<Context, 'tx'>, input: z.output<Contracts['listMessages']['input']>) {
  const { status = null, handler = null, limit } = input;
  const [afterId = null, afterHandler = null] = cursorOf(input.after);
  const rows = await tx.sql<Row[]>`
    select message_id, handler, kind, status, attempts, sender, principal, waits_for, fault, created_at, updated_at
    from ledger
    where (${status}::text is null or status = ${status}) and (${handler}::text is null or handler = ${handler})
      and (${afterId}::uuid is null or (message_id, handler) < (${afterId}, ${afterHandler}))
    order by message_id desc, handler desc limit ${limit + 1}`;
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    messages: page.map(asListed),
    next: last && rows.length > limit ? `${last.message_id} ${last.handler}` : null,
  };
}

type FullRow = Row & { envelope: string | null; result: string | null };

/** What it asked and what came of it. What is sealed in it stays so: who needs it asks the service that owns it. */
async function getMessage({ tx }: Pick<Context, 'tx'>, input: z.output<Contracts['getMessage']['input']>) {
  const { messageId, handler = null } = input;
  const [row] = await tx.sql<FullRow[]>`
    select message_id, handler, kind, status, attempts, sender, principal, waits_for, fault, created_at, updated_at, envelope, result
    from ledger where message_id = ${messageId} and (${handler}::text is null or handler = ${handler})
    order by kind, handler limit 1`;
  if (!row) throw fault('notFound', 'message_not_found', 'There is no message with this id.');
  const { handler: name, status, principal, attempts, problem, createdAt, updatedAt } = asListed(row);
  const envelope: { payload?: unknown } = row.envelope === null ? {} : JSON.parse(row.envelope);
  return {
    messageId,
    handler: name,
    status,
    principal,
    attempts,
    problem,
    payload: masked(envelope.payload ?? null),
    result: masked(row.result === null ? null : JSON.parse(row.result)),
    createdAt,
    updatedAt,
  };
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (value === null || typeof value !== 'object') return value;
  if ('$rest' in value || '$wire' in value) return '[sealed]';
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, masked(each)]));
}

/** The last row of the page before: its message's id and its handler. */
function cursorOf(after: string | undefined): string[] {
  const [id = '', handler = ''] = after?.split(' ') ?? [];
  if (after === undefined) return [];
  if (isId(id)) return [id, handler];
  throw fault('invalid', 'invalid_cursor', 'The cursor is not one of ours.');
}

function asListed(row: Row): Listed {
  const problem: { code: string; text: string } | null = row.fault === null ? null : JSON.parse(row.fault);
  return {
    messageId: row.message_id,
    handler: row.handler,
    kind: row.kind,
    status: row.status,
    attempts: row.attempts,
    sender: row.sender,
    principal: row.principal,
    waitsFor: row.waits_for,
    problem: problem && { code: problem.code, text: problem.text },
    createdAt: new Date(row.created_at).toISOString(),
    updatedAt: new Date(row.updated_at).toISOString(),
  };
}

async function listAlarms({ tx }: Pick<Context, 'tx'>) {
  const rows = await tx.sql<{ message_id: string; handler: string; reason: string; raised_at: string }[]>`
    select message_id, handler, reason, raised_at from alarms where cleared_at is null order by raised_at limit 100`;
  return {
    alarms: rows.map((row) => ({
      messageId: row.message_id,
      handler: row.handler,
      reason: row.reason,
      raisedAt: new Date(row.raised_at).toISOString(),
    })),
  };
}

/** A failed or parked message is tried again. */
async function retryMessage(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  { handler, messageId }: z.output<Contracts['retryMessage']['input']>,
) {
  if (!(await putBackInLine(tx.sql, { tenant, handler, messageId }, ['failed', 'parked'])))
    throw fault('notFound', 'message_not_found', 'There is no failed or parked message with this id.');
  return { messageId };
}
