import { payments } from '@purser/contracts';
import type { Gateway } from '../../gateway.ts';
import { asPlatformReader, inItsName } from '../../identity/operator.ts';
import { ofPlatform } from '../../identity/people.ts';
import { shown } from '../ids.ts';
import { readPage } from '../list.ts';
import { listOf } from '../models/common.ts';
import { acknowledged } from '../models/portal.ts';
import {
  replayBegun,
  replayQuery,
  unknownAccount,
  webhookEvent,
  webhookEventQuery,
  webhookFilter,
  webhookReplay,
  wholeWebhookEvent,
} from '../models/webhookEvent.ts';
import { forPeople, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { forOperator } from './operator.ts';
import { eventParams, eventView, meant, readEvent, replayView } from './webhookEvents.ts';

const tag = 'Operator';
const path = '/api/v1/operator/webhook-events';
const replays = '/api/v1/operator/webhook-replays';

/**
 * Events that came to the platform's own endpoints and are no tenant's, or not yet: of accounts that nobody has connected. They may be of a
 * tenant's customers, so what tells of people is left out.
 */
export function operatorEventOperations(g: Gateway): Operation[] {
  return [...lists(g), ...events(g), ...replaysOfMany(g)].map((operation) => forOperator(g, operation));
}

function lists(g: Gateway): Operation[] {
  return [
    forPeople(
      {
        method: 'get',
        path,
        tag,
        summary: 'The platform’s own events from Stripe, the newest first',
        query: webhookEventQuery,
        answer: listOf(webhookEvent),
      },
      async (call) => {
        const { data, next } = await readPage(g, call, {
          read: ({ who, query }, page) =>
            g.client.query(payments.listWebhookEvents, { ...meant(query), ...page }, asPlatformReader(who)),
          rows: (list) => list.events,
          view: eventView,
        });
        return ok({ data, next });
      },
    ),
    forPeople(
      {
        method: 'get',
        path: '/api/v1/operator/unknown-accounts',
        tag,
        summary: 'Accounts that nobody has connected and that events wait for, the last seen first',
        query: replayQuery,
        answer: listOf(unknownAccount),
      },
      async (call) => {
        const { data, next } = await readPage(g, call, {
          read: (_call, page) => g.client.query(payments.listUnknownAccounts, page, ofPlatform),
          rows: (list) => list.accounts,
          view: (account) => account,
        });
        return ok({ data, next });
      },
    ),
  ];
}

function events(g: Gateway): Operation[] {
  return [
    forPeople(
      {
        method: 'get',
        path: `${path}/{id}`,
        tag,
        summary: 'One of them: what it holds, and what came of it',
        params: eventParams,
        answer: wholeWebhookEvent,
      },
      async ({ who, params: { id } }) => ok(await readEvent(g, asPlatformReader(who), id)),
    ),
    forPeople(
      {
        method: 'post',
        path: `${path}/{id}/replay`,
        tag,
        summary: 'Applies one again, or looks again for its account',
        params: eventParams,
        answer: acknowledged,
        key: 'accepted',
        problems: [422],
      },
      sending(g, payments.replayWebhook, {
        voice: inItsName,
        ask: (call) => ({ eventId: call.params.id }),
        view: () => ({}),
      }),
    ),
  ];
}

function replaysOfMany(g: Gateway): Operation[] {
  return [
    forPeople(
      {
        method: 'post',
        path: replays,
        tag,
        summary: 'Applies all of them again that a filter finds, ten thousand at most',
        body: webhookFilter,
        answer: replayBegun,
        status: 201,
        key: 'accepted',
      },
      sending(g, payments.replayWebhooks, {
        voice: inItsName,
        ask: (call, ids) => ({ replayId: ids.madeId, filter: meant(call.body) }),
        view: ({ replayId, total }) => ({ id: shown('rpl', replayId), total }),
      }),
    ),
    forPeople(
      {
        method: 'get',
        path: replays,
        tag,
        summary: 'Replays of many of them, the newest first, and how far they are',
        query: replayQuery,
        answer: listOf(webhookReplay),
      },
      async (call) => {
        const { data, next } = await readPage(g, call, {
          read: ({ who }, page) => g.client.query(payments.listReplays, page, asPlatformReader(who)),
          rows: (list) => list.replays,
          view: replayView,
        });
        return ok({ data, next });
      },
    ),
  ];
}
