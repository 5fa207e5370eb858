import { createHmac } from 'node:crypto';
import type { Bus, Client, Outcome } from '@purser/bus';
import type { Clock } from '@purser/clock';
import { fault, fromWire, isFault } from '@purser/fault';
import { type Actor, type Command, canonicalJson, fullName, newId, principal } from '@purser/message';
import { type MasterKey, sign } from '@purser/vault';
import type { z } from 'zod';
import { shown } from '../api/ids.ts';
import type { AcceptedModel } from '../api/models/common.ts';
import type { Call } from '../api/operation.ts';
import type { Customer, Staff } from '../identity/who.ts';
import type { RequestKeyStore } from '../store/requestKeys.ts';

export type CommandParts = {
  client: Client;
  bus: () => Bus;
  clock: Clock;
  sessionKey: MasterKey;
  requestKeys: RequestKeyStore;
};

/** Done, or accepted: it lies with the service or in our outbox, and will be. */
export type Sent<T> = { done: T; replayed: boolean } | { accepted: AcceptedModel };

/** In whose name a command goes where it is not who asks: an operator's, which is the platform's or is about a tenant. */
export type Voice = { tenant: string; actor: Actor };

type Asking = Pick<Call<Staff | Customer, unknown, unknown, unknown>, 'who' | 'facts' | 'asked'> & { voice?: Voice };

/** The ids that this request's message and what it makes have: the same at each repeat under the same key. */
export type RequestIds = { messageId: string; madeId: string };

/**
 * @throws Fault conflict `key_reused` when the key came before with other input
 */
export async function requestIds(parts: CommandParts, { who, facts, asked }: Asking): Promise<RequestIds> {
  const mine = { messageId: newId(), madeId: newId() };
  if (facts.key === undefined) return mine;
  const inputHash = createHmac('sha256', sign(parts.sessionKey, 'request', 'v1'))
    .update(canonicalJson(asked.input))
    .digest();
  const scope = { tenant: who.tenant, principal: principal(who.actor), route: asked.route, key: facts.key };
  const row = await parts.requestKeys.claim(scope, { ...mine, inputHash }, parts.clock.machine());
  if (!row.inputHash.equals(inputHash))
    throw fault('conflict', 'key_reused', 'This Idempotency-Key was used before, with other input.');
  return { messageId: row.messageId, madeId: row.madeId };
}

/**
 * Sends a person's command. Unanswered, it is left in our own outbox under the same id, and accepted.
 * @throws Fault its refusal; conflict `in_progress` while the same request is at work
 */
export async function send<C extends Command>(
  parts: CommandParts,
  call: Asking,
  spec: C,
  payload: z.input<C['input']>,
  ids: RequestIds,
): Promise<Sent<z.output<C['output']>>> {
  const { who, facts, voice } = call;
  const { tenant, actor } = voice ?? who;
  const caller = {
    tenant,
    actor,
    id: ids.messageId,
    correlation: facts.requestId,
    // A key is its owner's: in another's name the id alone says that it is the same.
    ...(facts.key !== undefined && !voice && { key: facts.key }),
  };
  const accept = async () => ({ accepted: await remember(parts, call, spec, ids.messageId) });
  let outcome: Outcome;
  try {
    outcome = await parts.client.send(spec, payload, caller);
  } catch (error) {
    if (!isFault(error) || error.kind !== 'unavailable') throw error;
    await parts.bus().post(spec, payload, caller);
    return accept();
  }
  switch (outcome.status) {
    case 'done':
      return { done: spec.output.parse(outcome.result) as z.output<C['output']>, replayed: outcome.replayed === true };
    case 'rejected':
    case 'failed':
      throw fromWire(outcome.fault);
    case 'running':
      throw fault('conflict', 'in_progress', 'The same request is still being worked on.', { retryAfter_ms: 1000 });
    default:
      return accept();
  }
}

/** Who sent a command, as narrowly as they were let in. */
export function posterOf(who: Staff | Customer): string {
  const whole = principal(who.actor);
  const only = who.kind === 'customer' ? (who.invoiceId ?? who.quoteId) : null;
  return only === null ? whole : `${whole} ${only}`;
}

/** Whether a command that was sent by `poster` is this person's to ask after: all of one's own, and with the link of one invoice or quote what came of it. */
export function mayFollow(who: Staff | Customer, poster: string): boolean {
  const own = posterOf(who);
  return poster === own || (who.kind === 'customer' && poster.startsWith(`${own} `));
}

/** Remembers who may ask what became of it, and where to. */
async function remember(
  parts: CommandParts,
  { who, voice }: Asking,
  spec: Command,
  messageId: string,
): Promise<AcceptedModel> {
  const to = { service: spec.service, handler: fullName(spec), principal: posterOf(who) };
  await parts.requestKeys.post((voice ?? who).tenant, messageId, to, parts.clock.machine());
  const commandId = shown('cmd', messageId);
  return { commandId, location: `${rootOf(who, voice)}/${commandId}` };
}

function rootOf({ kind }: Staff | Customer, voice: Voice | undefined): string {
  if (voice) return `/api/v1/operator/tenants/${shown('ten', voice.tenant)}/commands`;
  return kind === 'customer' ? '/api/v1/portal/commands' : '/api/v1/commands';
}
