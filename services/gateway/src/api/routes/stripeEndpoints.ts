import { payments } from '@purser/contracts';
import type { Role } from '@purser/message';
import type { Voice } from '../../commands/send.ts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { shown, uuidOf } from '../ids.ts';
import {
  stripeEndpointBody,
  stripeEndpointMade,
  stripeEndpointParams,
  stripeEnds,
  stripeMakeBody,
  stripeModeParams,
  stripeRotateBody,
  stripeSecretBody,
} from '../models/stripe.ts';
import { forPeople, type Operation } from '../operation.ts';
import { sending } from '../sending.ts';

/** Whose endpoints they are, and what is said of each operation. */
type Whose = {
  path: `/api/v1/${string}`;
  tag: string;
  roles?: readonly Role[];
  kind: 'own' | 'connect';
  voice?: (call: { who: Staff }) => Voice;
  /** Of one that was made. */
  status?: 201;
  summaries: { make: string; takeIn: string; rotate: string; addSecret: string };
};

type OfEndpoint = { params: { id: string } };
const endpointOf = ({ params }: OfEndpoint) => ({ endpointId: uuidOf(params.id) });
const madeOf = ({ endpointId }: { endpointId: string }) => ({ id: shown('wep', endpointId) });
const endOf = ({ endsAt }: { endsAt: string }) => ({ endsAt });

/** Where Stripe calls us: the tenant's endpoints, or the platform's for connected accounts. */
export function endpointOperations(
  g: Gateway,
  { path, tag, roles, kind, voice, status, summaries }: Whose,
): Operation[] {
  const change = { tag, roles, key: 'accepted', problems: [422] } as const;
  const ofMode = { ...change, path: `${path}/{mode}/endpoints`, params: stripeModeParams } as const;
  const one = `${path}/endpoints/{id}` as const;
  const ofEndpoint = { ...change, params: stripeEndpointParams };
  return [
    forPeople(
      { ...ofMode, method: 'post', summary: summaries.make, body: stripeMakeBody, answer: stripeEndpointMade, status },
      sending(g, payments.makeStripeEndpoint, {
        voice,
        ask: ({ params, body }, ids) => ({ endpointId: ids.madeId, ...params, kind, form: body.form }),
        view: madeOf,
      }),
    ),
    forPeople(
      { ...ofMode, method: 'put', summary: summaries.takeIn, body: stripeEndpointBody, answer: stripeEndpointMade },
      sending(g, payments.addStripeEndpoint, {
        voice,
        ask: ({ params, body: { id, form, secret } }) => ({ endpointId: uuidOf(id), ...params, kind, form, secret }),
        view: madeOf,
      }),
    ),
    forPeople(
      {
        ...ofEndpoint,
        method: 'post',
        path: `${one}/rotate`,
        summary: summaries.rotate,
        body: stripeRotateBody,
        answer: stripeEnds,
      },
      sending(g, payments.rotateStripeEndpoint, {
        voice,
        ask: (call, ids) => ({ ...endpointOf(call), newEndpointId: ids.madeId, ...call.body }),
        view: endOf,
      }),
    ),
    forPeople(
      {
        ...ofEndpoint,
        method: 'post',
        path: `${one}/secrets`,
        summary: summaries.addSecret,
        body: stripeSecretBody,
        answer: stripeEnds,
      },
      sending(g, payments.addWebhookSecret, {
        voice,
        ask: (call) => ({ ...endpointOf(call), ...call.body }),
        view: endOf,
      }),
    ),
    forPeople(
      { ...ofEndpoint, method: 'delete', path: one, summary: 'Takes an endpoint out of force' },
      sending(g, payments.endStripeEndpoint, { voice, ask: endpointOf, view: () => null }),
    ),
  ];
}
