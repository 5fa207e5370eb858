import { payments } from '@purser/contracts';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import { shown, shownOrNull, uuidOf } from '../ids.ts';
import { listForStaff } from '../list.ts';
import { listOf } from '../models/common.ts';
import { acknowledged } from '../models/portal.ts';
import {
  replayBegun,
  replayQuery,
  webhookEvent,
  webhookEventQuery,
  webhookFilter,
  webhookReplay,
  wholeWebhookEvent,
} from '../models/webhookEvent.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';

const tag = 'Stripe events';
const all = '/api/v1/webhook-events';
const roles = ['owner', 'admin', 'accountant'] as const;
export const eventParams = z.strictObject({ id: z.string().regex(/^[A-Za-z0-9_]{1,255}$/) });

type Filter = z.output<typeof webhookFilter>;
type Meant = z.output<typeof payments.webhookFilter>;

export const meant = ({ status, type, endpoint, account, text }: Filter): Meant => ({
  ...(status && { status }),
  ...(type && { type }),
  ...(endpoint && { endpointId: uuidOf(endpoint) }),
  ...(account && { account }),
  ...(text && { text }),
});
const asAsked = ({ endpointId, ...rest }: Meant): Filter => ({
  ...rest,
  ...(endpointId && { endpoint: shown('wep', endpointId) }),
});

type Listed = z.output<typeof payments.listWebhookEvents.output>['events'][number];
export const eventView = ({ eventId, endpointId, ...event }: Listed) => ({
  id: eventId,
  endpointId: shownOrNull('wep', endpointId),
  ...event,
});

type Replay = z.output<typeof payments.listReplays.output>['replays'][number];
export const replayView = ({ replayId, filter, ...replay }: Replay) => ({
  id: shown('rpl', replayId),
  filter: asAsked(filter),
  ...replay,
});

/** Stripe's events as they came in. */
export function webhookOperations(g: Gateway): Operation[] {
  return [
    listForStaff(
      g,
      {
        path: all,
        tag,
        summary: 'Events from Stripe, the newest first',
        query: webhookEventQuery,
        answer: listOf(webhookEvent),
      },
      {
        read: ({ who, query }, page) => g.client.query(payments.listWebhookEvents, { ...meant(query), ...page }, who),
        rows: (list) => list.events,
        view: eventView,
      },
    ),
    forStaff(
      {
        method: 'get',
        path: `${all}/{id}`,
        tag,
        summary: 'One event: what it holds, and what came of it',
        params: eventParams,
        answer: wholeWebhookEvent,
      },
      async ({ who, params: { id } }) => ok(await readEvent(g, who, id)),
    ),
    forStaff(
      {
        method: 'post',
        path: `${all}/{id}/replay`,
        tag,
        summary: 'Applies one again',
        params: eventParams,
        answer: acknowledged,
        problems: [422],
        roles,
      },
      sending(g, payments.replayWebhook, { ask: (call) => ({ eventId: call.params.id }), view: () => ({}) }),
    ),
    ...replayOperations(g),
  ];
}

export async function readEvent(g: Gateway, who: Parameters<Gateway['client']['query']>[2], eventId: string) {
  const { about, ledTo, payload, doneAt, tries, veiled, ...event } = await g.client.query(
    payments.getWebhookEvent,
    { eventId },
    who,
  );
  return {
    ...eventView(event),
    doneAt,
    tries,
    veiled,
    payload: payload === null ? null : (JSON.parse(payload) as unknown),
    about: about && {
      invoiceId: shown('inv', about.invoiceId),
      customerId: shown('cus', about.customerId),
      paymentId: shownOrNull('pay', about.paymentId),
    },
    ledTo: shownOrNull('cmd', ledTo),
  };
}

/** Many at once. */
function replayOperations(g: Gateway): Operation[] {
  const path = '/api/v1/webhook-replays';
  return [
    forStaff(
      {
        method: 'post',
        path,
        tag,
        summary: 'Applies all again that a filter finds, ten thousand at most',
        body: webhookFilter,
        answer: replayBegun,
        status: 201,
        roles,
      },
      sending(g, payments.replayWebhooks, {
        ask: (call, ids) => ({ replayId: ids.madeId, filter: meant(call.body) }),
        view: ({ replayId, total }) => ({ id: shown('rpl', replayId), total }),
      }),
    ),
    listForStaff(
      g,
      {
        path,
        tag,
        summary: 'Replays of many, the newest first, and how far they are',
        query: replayQuery,
        answer: listOf(webhookReplay),
      },
      {
        read: ({ who }, page) => g.client.query(payments.listReplays, page, who),
        rows: (list) => list.replays,
        view: replayView,
      },
    ),
  ];
}
