import { payments } from '@purser/contracts';
import { z } from 'zod';
import { endpointId, instant } from './common.ts';

const setup = payments.getStripeSetup.output.shape;
const mode = setup.modes.element.shape;
const endpoint = mode.endpoints.element.shape;

export const stripeEndpointModel = z.strictObject({
  id: endpointId,
  url: endpoint.url,
  kind: endpoint.kind,
  form: endpoint.form,
  ours: endpoint.ours,
  madeAt: instant,
  endsAt: instant.nullable(),
  secrets: endpoint.secrets,
  oldSecretsEndAt: instant.nullable(),
  lastEventAt: instant.nullable(),
});
export type StripeEndpointModel = z.infer<typeof stripeEndpointModel>;

export const stripeModeModel = z.strictObject({
  mode: payments.stripeMode,
  keys: mode.keys,
  checkedAt: instant.nullable(),
  verdicts: z.array(payments.stripeVerdict),
  endpoints: z.array(stripeEndpointModel),
});
export type StripeModeModel = z.infer<typeof stripeModeModel>;

/** How card payments are set up, test and live side by side. No secret is ever told. */
export const stripeModel = z.strictObject({
  inUse: setup.inUse,
  sandbox: setup.sandbox,
  modes: z.array(stripeModeModel),
  keepEvents_days: z.int(),
});
export type StripeModel = z.infer<typeof stripeModel>;

export const stripeKeysBody = z.strictObject({
  secretKey: payments.setStripeKeys.input.shape.secretKey,
  publishableKey: payments.setStripeKeys.input.shape.publishableKey,
});
export type StripeKeysBody = z.infer<typeof stripeKeysBody>;

export const stripeModeParams = z.strictObject({ mode: payments.stripeMode });
export const stripeEndpointParams = z.strictObject({ id: endpointId });

export const stripeChecked = z.strictObject({ verdicts: z.array(payments.stripeVerdict) });
export const stripeEndpointMade = z.strictObject({ id: endpointId });
export const stripeEnds = z.strictObject({ endsAt: instant });

const hours = payments.rotateStripeEndpoint.input.shape.keep_hours;
const secret = payments.addWebhookSecret.input.shape.secret;
/** The id stands in the address that Stripe was told; whoever makes it chooses it. */
export const stripeEndpointBody = z.strictObject({ id: endpointId, form: payments.eventForm, secret });
export type StripeEndpointBody = z.infer<typeof stripeEndpointBody>;
/** Events that hold their objects, unless told. */
export const stripeMakeBody = z.strictObject({ form: payments.eventForm.optional() });
export type StripeMakeBody = z.infer<typeof stripeMakeBody>;
export const stripeRotateBody = z.strictObject({ keep_hours: hours });
export const stripeSecretBody = z.strictObject({ secret, keep_hours: hours });
export type StripeSecretBody = z.infer<typeof stripeSecretBody>;

export const keepEventsBody = z.strictObject({ days: payments.keepWebhooks.input.shape.days });

/** What is to be there before real money is taken. */
export const goLiveModel = z.strictObject({
  ready: z.boolean(),
  items: z.array(
    z.strictObject({ id: z.string(), title: z.string(), text: z.string(), done: z.boolean(), href: z.string() }),
  ),
  missing: z.array(z.string()),
});
export type GoLiveModel = z.infer<typeof goLiveModel>;

/** The platform's own, under which tenants' accounts are connected, and on what terms they are, by mode. */
export const platformStripeModel = z.strictObject({
  ...stripeModel.shape,
  offers: z.array(
    z.strictObject({ mode: payments.stripeMode, existing: z.boolean(), onboarding: payments.onboarding }),
  ),
});
export type PlatformStripeModel = z.infer<typeof platformStripeModel>;

export const connectTermsBody = z.strictObject({
  onboarding: payments.onboarding,
  oauthClient: payments.configureConnect.input.shape.oauthClient,
});
export type ConnectTermsBody = z.infer<typeof connectTermsBody>;
