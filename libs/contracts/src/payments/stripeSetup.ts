import { command, query } from '@purser/message';
import { z } from 'zod';
import { everyRole, id, instant } from '../common.ts';
import { stripeMode } from './webhooks.ts';

const service = 'payments';
const keepers = ['owner', 'admin'] as const;

/** A whole key, or one that Stripe's dashboard restricted. */
const secretKey = z.string().regex(/^(sk|rk)_(test|live)_\w{8,}$/);
const publishableKey = z.string().regex(/^pk_(test|live)_\w{8,}$/);
const webhookSecret = z.string().regex(/^whsec_\S{8,}$/);

/** `own`: what happens at the account of the keys; `connect`: at the accounts connected to it, the platform's alone. */
export const endpointKind = z.enum(['own', 'connect']);
/** Whether an event holds its object, or only tells which it is. */
export const eventForm = z.enum(['snapshot', 'thin']);

/** What was looked at, and how it is. `unknown`: it could not be looked at. Of a restricted key each permission is told. */
export const stripeVerdict = z.strictObject({
  item: z.enum([
    'secretKey',
    'publishableKey',
    'permissionCustomers',
    'permissionPayments',
    'permissionSetups',
    'permissionCards',
    'permissionRefunds',
    'permissionBalance',
    'permissionDisputes',
    'permissionPayouts',
    'permissionEvents',
    'permissionEndpoints',
    'charges',
    'endpoint',
    'events',
    'apiVersion',
    'lastEvent',
    'refused',
    'thinEvents',
    'clock',
  ]),
  verdict: z.enum(['ok', 'warning', 'bad', 'unknown']),
  text: z.string(),
});

export type StripeVerdict = z.output<typeof stripeVerdict>;

/**
 * A mode's keys, tried at Stripe before they are kept; never told again. Keys of another Stripe account than the ones before are refused
 * once something was begun with those.
 */
export const setStripeKeys = command({
  service,
  name: 'setStripeKeys',
  version: 1,
  input: z.strictObject({ mode: stripeMode, secretKey, publishableKey }),
  output: z.strictObject({ mode: stripeMode, accountId: z.string().nullable() }),
  callers: { staff: keepers },
  sealed: ['secretKey'],
});

/** Looks at all that card payments rest on, at Stripe and here, and keeps what it found. */
export const checkStripe = command({
  service,
  name: 'checkStripe',
  version: 1,
  input: z.strictObject({ mode: stripeMode }),
  output: z.strictObject({ mode: stripeMode, verdicts: z.array(stripeVerdict) }),
  callers: { staff: keepers, services: ['payments'] },
});

/** From now on new payments are taken in this mode; what was begun in the other is finished there. Refused while a check of it is bad. */
export const useStripeMode = command({
  service,
  name: 'useStripeMode',
  version: 1,
  input: z.strictObject({ mode: stripeMode }),
  output: z.strictObject({ mode: stripeMode }),
  callers: { staff: keepers },
});

/**
 * Makes a webhook endpoint at Stripe that calls us with what we use, in our API version, or a destination of thin events. Its secret is kept
 * sealed and told to nobody.
 */
export const makeStripeEndpoint = command({
  service,
  name: 'makeStripeEndpoint',
  version: 1,
  input: z.strictObject({ endpointId: id, mode: stripeMode, kind: endpointKind, form: eventForm.optional() }),
  output: z.strictObject({ endpointId: id }),
  callers: { staff: keepers },
});

/** An endpoint that somebody made in Stripe's dashboard, and its secret. */
export const addStripeEndpoint = command({
  service,
  name: 'addStripeEndpoint',
  version: 1,
  input: z.strictObject({
    endpointId: id,
    mode: stripeMode,
    kind: endpointKind,
    form: eventForm,
    secret: webhookSecret,
  }),
  output: z.strictObject({ endpointId: id }),
  callers: { staff: keepers },
  sealed: ['secret'],
});

/** For how long what was in force before still is. */
const keep_hours = z.int().min(0).max(168);

/** Another endpoint takes an endpoint's place; the old one stays in force for a time and is then deleted, at Stripe too. */
export const rotateStripeEndpoint = command({
  service,
  name: 'rotateStripeEndpoint',
  version: 1,
  input: z.strictObject({ endpointId: id, newEndpointId: id, keep_hours }),
  output: z.strictObject({ endpointId: id, endsAt: instant }),
  callers: { staff: keepers },
});

/** A new secret of an endpoint, as after "Roll secret" in Stripe's dashboard; those before stay in force for a time. */
export const addWebhookSecret = command({
  service,
  name: 'addWebhookSecret',
  version: 1,
  input: z.strictObject({ endpointId: id, secret: webhookSecret, keep_hours }),
  output: z.strictObject({ endpointId: id, endsAt: instant }),
  callers: { staff: keepers },
  sealed: ['secret'],
});

/** Takes an endpoint out of force, and deletes it at Stripe where it was made by us. Also the timer that ends a rotation. */
export const endStripeEndpoint = command({
  service,
  name: 'endStripeEndpoint',
  version: 1,
  input: z.strictObject({ endpointId: id }),
  output: z.strictObject({ endpointId: id }),
  callers: { staff: keepers, services: ['payments'] },
});

/** The timer that drops secrets whose time is over. */
export const dropWebhookSecrets = command({
  service,
  name: 'dropWebhookSecrets',
  version: 1,
  input: z.strictObject({ endpointId: id }),
  output: z.strictObject({ dropped: z.int() }),
  callers: { services: ['payments'] },
});

/** How a tenant stands with Stripe, in both modes side by side. No secret is told: of keys the last four characters. */
export const getStripeSetup = query({
  service,
  name: 'getStripeSetup',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    /** Where new payments are taken; null while nowhere. */
    inUse: z.strictObject({ mode: stripeMode, account: z.string() }).nullable(),
    /** Whether this installation talks to a sandbox: live keys are refused then. */
    sandbox: z.boolean(),
    modes: z.array(
      z.strictObject({
        mode: stripeMode,
        /** Null while there are no own keys. */
        keys: z
          .strictObject({
            publishableKey: z.string(),
            secretHint: z.string().nullable(),
            restricted: z.boolean().nullable(),
            accountId: z.string().nullable(),
            accountName: z.string().nullable(),
            changedAt: instant,
          })
          .nullable(),
        checkedAt: instant.nullable(),
        verdicts: z.array(stripeVerdict),
        endpoints: z.array(
          z.strictObject({
            endpointId: id,
            url: z.string(),
            kind: endpointKind,
            form: eventForm,
            /** Made at Stripe by us. */
            ours: z.boolean(),
            madeAt: instant,
            /** When it goes out of force, for one that another takes the place of. */
            endsAt: instant.nullable(),
            /** How many secrets are in force, and until when those before are. */
            secrets: z.int(),
            oldSecretsEndAt: instant.nullable(),
            lastEventAt: instant.nullable(),
          }),
        ),
      }),
    ),
    /** Days after which what events held is deleted. */
    keepEvents_days: z.int(),
  }),
  callers: { staff: everyRole },
});
