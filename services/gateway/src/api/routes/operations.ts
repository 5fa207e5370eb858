import { plumbingOf, type ServiceName } from '@purser/contracts';
import { fault, isFault } from '@purser/fault';
import { z } from 'zod';
import { mayFollow } from '../../commands/send.ts';
import type { Gateway } from '../../gateway.ts';
import { ofTenant } from '../../identity/people.ts';
import type { Customer, Staff } from '../../identity/who.ts';
import { ledgers, readAlarms } from '../../joins/dashboard.ts';
import { gathering } from '../../joins/settle.ts';
import { shown, uuidOf } from '../ids.ts';
import { pageOf } from '../list.ts';
import {
  alarmList,
  type CommandModel,
  commandList,
  commandListQuery,
  commandModel,
  commandRetryBody,
  serviceName,
} from '../models/command.ts';
import { commandId } from '../models/common.ts';
import { acknowledged } from '../models/portal.ts';
import { type Call, forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';

const tag = 'Operations';
const params = z.strictObject({ id: commandId });

/** What was asked of the platform, and what came of it. */
export function commandOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: '/api/v1/commands',
        tag,
        summary: 'Commands and reactions, the newest first; of one service, further back',
        query: commandListQuery,
        answer: commandList,
        roles: ['owner', 'admin'],
      },
      async (call) => ok(await listCommands(g, call)),
    ),
    forStaff(
      { method: 'get', path: '/api/v1/commands/{id}', tag, summary: 'One command', params, answer: commandModel },
      async ({ who, params: { id } }) => ok(await readCommand(g, who, uuidOf(id))),
    ),
    forStaff(
      {
        method: 'post',
        path: '/api/v1/commands/{id}/retry',
        tag,
        summary: 'Tries a failed or parked one again',
        params,
        body: commandRetryBody,
        answer: acknowledged,
      },
      sending(g, (call) => plumbingOf(call.body.service).retryMessage, {
        ask: ({ params, body: { handler } }) => ({ handler, messageId: uuidOf(params.id) }),
        view: () => ({}),
      }),
    ),
    forStaff(
      {
        method: 'get',
        path: '/api/v1/alarms',
        tag,
        summary: 'What a person must look at',
        answer: alarmList,
        roles: ['owner', 'admin'],
      },
      async ({ who }) => {
        const parts = gathering(g.log);
        const alarms = await readAlarms(g, who, parts);
        const data = alarms.map(({ messageId, ...alarm }) => ({ id: shown('cmd', messageId), ...alarm }));
        return ok({ data, missing: parts.missing() });
      },
    ),
  ];
}

async function listCommands(g: Gateway, call: Call<Staff, undefined, z.output<typeof commandListQuery>, undefined>) {
  const { who, query } = call;
  const { page, next } = pageOf(g, call);
  const parts = gathering(g.log);
  const filter = { ...(query.status && { status: query.status }), ...page };
  if (!query.service && query.after) throw fault('invalid', 'invalid_cursor', 'Name a service to go further back.');
  const asked: readonly ServiceName[] = query.service ? [query.service] : ledgers;
  const lists = await Promise.all(
    asked.map(async (service) => {
      const read = await parts.ask(service, g.client.query(plumbingOf(service).listMessages, filter, who));
      const messages = (read?.messages ?? []).map((message) => ({ service, ...message }));
      return { messages, next: read?.next ?? null };
    }),
  );
  const [only] = lists;
  const data = lists
    .flatMap(({ messages }) => messages)
    .sort((a, b) => (a.messageId < b.messageId ? 1 : -1))
    .slice(0, query.limit ?? 50)
    .map(({ messageId, sender: _sender, ...rest }) => ({ id: shown('cmd', messageId), ...rest }));
  return { data, next: query.service && only ? next(only.next) : null, missing: parts.missing() };
}

/** A command that this person sent and got 202 for; owners and admins may look at all of the tenant's. @throws Fault notFound */
export async function readCommand(g: Gateway, who: Staff | Customer, messageId: string): Promise<CommandModel> {
  const posted = await g.requestKeys.posted(who.tenant, messageId);
  const mine = posted !== undefined && mayFollow(who, posted.principal);
  const keeper = who.kind === 'staff' && (who.role === 'owner' || who.role === 'admin');
  if (!mine && !keeper) throw unknown();
  const { payload, result, ...progress } = await readProgress(g, who.tenant, messageId, posted);
  return { ...progress, ...(keeper && { payload, result }) };
}

/** A command that this operator sent about a tenant, and how far it is; what it holds is the tenant's. @throws Fault notFound */
export async function readOperatorCommand(
  g: Gateway,
  who: Staff,
  { tenant, messageId }: { tenant: string; messageId: string },
): Promise<CommandModel> {
  const posted = await g.requestKeys.posted(tenant, messageId);
  if (!posted || !mayFollow(who, posted.principal)) throw unknown();
  const { payload: _payload, result: _result, ...progress } = await readProgress(g, tenant, messageId, posted);
  return progress;
}

const unknown = () => fault('notFound', 'command_not_found', 'There is no such command.');

type Posted = Awaited<ReturnType<Gateway['requestKeys']['posted']>>;

async function readProgress(g: Gateway, tenant: string, messageId: string, posted: Posted): Promise<CommandModel> {
  const id = shown('cmd', messageId);
  const service = posted && serviceName.safeParse(posted.service);
  const asked = service?.success ? [service.data] : ledgers;
  for (const each of asked) {
    const found = await findMessage(g, tenant, each, messageId);
    if (!found) continue;
    const { messageId: _id, principal: _principal, ...rest } = found;
    return { id, service: each, ...rest };
  }
  if (!posted || !service?.success) throw unknown();
  const at = new Date(posted.postedAt).toISOString();
  const waiting = { status: 'accepted' as const, attempts: 0, problem: null, createdAt: at, updatedAt: at };
  return { id, service: service.data, handler: posted.handler, ...waiting };
}

async function findMessage(g: Gateway, tenant: string, service: ServiceName, messageId: string) {
  try {
    return await g.client.query(plumbingOf(service).getMessage, { messageId }, ofTenant(tenant));
  } catch (error) {
    // A service that is away has not said that it does not know; what was posted is still on its way there.
    if (isFault(error) && (error.kind === 'notFound' || error.kind === 'unavailable')) return undefined;
    throw error;
  }
}
