import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { Actor, Role } from '@purser/message';
import type { z } from 'zod';
import { veil } from '../domain/veil.ts';
import { aboutOf, findEvent } from '../store/webhookEvents.ts';

type Output = z.input<typeof contract.getWebhookEvent.output>;

/** Who deals with what customers pay sees who they are. */
const mayPeople: readonly Role[] = ['owner', 'admin', 'accountant'];
const seesPeople = (actor: Actor) => actor.kind === 'staff' && actor.roles.some((role) => mayPeople.includes(role));

export async function getWebhookEvent(
  { tx, keys, actor }: Pick<Context, 'tx' | 'keys' | 'actor'>,
  { eventId }: { eventId: string },
): Promise<Output> {
  const event = await findEvent(tx, eventId);
  if (!event) throw fault('notFound', 'event_not_found', 'There is no such event.');
  const { payload, receivedAt, doneAt, tries, ...rest } = event;
  const people = seesPeople(actor);
  const text = payload && (await keys()).openText('webhook.payload', eventId, payload);
  return {
    ...rest,
    receivedAt: receivedAt.toISOString(),
    doneAt: doneAt?.toISOString() ?? null,
    tries: tries.map(({ at, problem }) => ({ at: new Date(at).toISOString(), problem })),
    payload: text && JSON.stringify(veil(JSON.parse(text), { people })),
    veiled: !people,
    about: (await aboutOf(tx, event.objectId)) ?? null,
  };
}
