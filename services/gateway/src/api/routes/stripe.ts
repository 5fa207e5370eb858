import { payments } from '@purser/contracts';
import type { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { readGoLive } from '../../joins/goLive.ts';
import { shown } from '../ids.ts';
import { acknowledged } from '../models/portal.ts';
import {
  goLiveModel,
  keepEventsBody,
  stripeChecked,
  stripeKeysBody,
  stripeModel,
  stripeModeParams,
} from '../models/stripe.ts';
import { forPeople, forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { endpointOperations } from './stripeEndpoints.ts';

const tag = 'Stripe';
const path = '/api/v1/stripe';
const roles = ['owner', 'admin'] as const;
const change = { tag, roles, key: 'accepted', problems: [422] } as const;
const ofMode = { ...change, params: stripeModeParams };

/** How card payments are set up. Keys are given by people, never by programs, and told to nobody. */
export function stripeOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      { method: 'get', path, tag, summary: 'How card payments are set up, test and live', answer: stripeModel },
      async ({ who }) => ok(await readSetup(g, who)),
    ),
    forStaff(
      {
        method: 'get',
        path: `${path}/go-live`,
        tag,
        summary: 'What is to be there before real money is taken',
        answer: goLiveModel,
      },
      async ({ who }) => ok(await readGoLive(g, who)),
    ),
    forPeople(
      {
        method: 'put',
        path: `${path}/{mode}/keys`,
        summary: 'Sets the keys of a mode; they are tried at Stripe first',
        body: stripeKeysBody,
        answer: acknowledged,
        ...ofMode,
      },
      sending(g, payments.setStripeKeys, { ask: (call) => ({ ...call.params, ...call.body }), view: () => ({}) }),
    ),
    forStaff(
      {
        method: 'post',
        path: `${path}/{mode}/check`,
        summary: 'Tests the connection',
        answer: stripeChecked,
        ...ofMode,
      },
      sending(g, payments.checkStripe, { ask: (call) => call.params, view: ({ verdicts }) => ({ verdicts }) }),
    ),
    forPeople(
      {
        method: 'post',
        path: `${path}/{mode}/use`,
        summary: 'Takes new payments in this mode from now on',
        answer: acknowledged,
        ...ofMode,
      },
      sending(g, payments.useStripeMode, { ask: (call) => call.params, view: () => ({}) }),
    ),
    forStaff(
      {
        method: 'put',
        path: `${path}/keep-events`,
        tag,
        summary: 'Sets after how many days what events held is deleted',
        body: keepEventsBody,
        answer: keepEventsBody,
        roles,
      },
      sending(g, payments.keepWebhooks, { ask: (call) => call.body, view: (done) => done }),
    ),
  ];
}

/** Where Stripe calls us. */
export function stripeEndpointOperations(g: Gateway): Operation[] {
  return endpointOperations(g, {
    ...{ path, tag, roles, kind: 'own', status: 201 },
    summaries: {
      make: 'Makes a webhook endpoint at Stripe that calls us, or a destination of thin events',
      takeIn: 'Takes in a webhook endpoint that was made in Stripe’s dashboard',
      rotate: 'Has another endpoint, with another secret, take its place',
      addSecret: 'Adds a secret, as after a roll in Stripe’s dashboard; those before count for a time',
    },
  });
}

type Setup = z.output<typeof payments.getStripeSetup.output>;

/** No secret is told. */
export async function readSetup(g: Pick<Gateway, 'client'>, who: Pick<Staff, 'tenant' | 'actor'>) {
  const { modes, ...rest }: Setup = await g.client.query(payments.getStripeSetup, {}, who);
  return {
    ...rest,
    modes: modes.map(({ endpoints, ...mode }) => ({
      ...mode,
      endpoints: endpoints.map(({ endpointId, ...endpoint }) => ({ id: shown('wep', endpointId), ...endpoint })),
    })),
  };
}
