import { payments } from '@purser/contracts';
import type { Gateway } from '../../gateway.ts';
import { asPlatform, inItsName } from '../../identity/operator.ts';
import { ofPlatform } from '../../identity/people.ts';
import { acknowledged } from '../models/portal.ts';
import {
  connectTermsBody,
  platformStripeModel,
  stripeChecked,
  stripeKeysBody,
  stripeModeParams,
} from '../models/stripe.ts';
import { forPeople, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { forOperator } from './operator.ts';
import { readSetup } from './stripe.ts';
import { endpointOperations } from './stripeEndpoints.ts';

const tag = 'Operator';
const path = '/api/v1/operator/stripe';
const change = { tag, key: 'accepted', problems: [422] } as const;
const ofMode = { ...change, params: stripeModeParams };

/** The Stripe account of whoever runs this installation, to which tenants connect theirs. */
export function operatorStripeOperations(g: Gateway): Operation[] {
  return [...keys(g), ...endpoints(g)].map((operation) => forOperator(g, operation));
}

function keys(g: Gateway): Operation[] {
  return [
    forPeople(
      { method: 'get', path, tag, summary: 'The platform’s own Stripe set-up', answer: platformStripeModel },
      async ({ who }) => {
        const [setup, { offers }] = await Promise.all([
          readSetup(g, asPlatform(who)),
          g.client.query(payments.getConnect, {}, ofPlatform),
        ]);
        return ok({ ...setup, offers });
      },
    ),
    forPeople(
      {
        method: 'put',
        path: `${path}/{mode}/keys`,
        summary: 'Sets the platform’s keys of a mode; they are tried at Stripe first',
        body: stripeKeysBody,
        answer: acknowledged,
        ...ofMode,
      },
      sending(g, payments.setStripeKeys, {
        voice: inItsName,
        ask: (call) => ({ ...call.params, ...call.body }),
        view: () => ({}),
      }),
    ),
    forPeople(
      {
        method: 'put',
        path: `${path}/{mode}/terms`,
        summary: 'Sets how tenants’ accounts are made and connected',
        body: connectTermsBody,
        answer: acknowledged,
        ...ofMode,
      },
      sending(g, payments.configureConnect, {
        voice: () => ofPlatform,
        ask: (call) => ({ ...call.params, ...call.body }),
        view: () => ({}),
      }),
    ),
    forPeople(
      {
        method: 'post',
        path: `${path}/{mode}/check`,
        summary: 'Tests the connection',
        answer: stripeChecked,
        ...ofMode,
      },
      sending(g, payments.checkStripe, {
        voice: inItsName,
        ask: (call) => call.params,
        view: ({ verdicts }) => ({ verdicts }),
      }),
    ),
  ];
}

/** Where Stripe tells what happens at connected accounts. */
function endpoints(g: Gateway): Operation[] {
  return endpointOperations(g, {
    ...{ path, tag, kind: 'connect', voice: inItsName },
    summaries: {
      make: 'Makes a webhook endpoint at Stripe for connected accounts, or a destination of thin events',
      takeIn: 'Takes in one that was made in Stripe’s dashboard, as of thin events',
      rotate: 'Has another endpoint take its place',
      addSecret: 'Adds a secret; those before count for a time',
    },
  });
}
