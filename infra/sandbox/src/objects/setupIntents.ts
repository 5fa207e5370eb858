import type Stripe from 'stripe';
import type { Stored } from '../kinds.ts';
import { paymentMethodData, paymentMethodOptions } from '../payments/cardInput.ts';
import { checkClientSecret, viewFor } from '../payments/clientView.ts';
import { refusedAnswer } from '../payments/confirm.ts';
import { confirmSetup, unexpectedSetupState } from '../payments/confirmSetup.ts';
import { mandateData } from '../payments/mandate.ts';
import { find, insert, save } from '../store/objects.ts';
import { expand, paging, timeRange } from '../transport/common.ts';
import { type Answer, endpoint, ok } from '../transport/endpoint.ts';
import { noSuch } from '../transport/errors.ts';
import { listObjects } from '../transport/page.ts';
import { clearable, flag, notSimulated, oneOf, optional, type Read, text } from '../transport/params.ts';
import { emit } from '../webhooks/emit.ts';
import type { Call } from '../world.ts';
import { automaticPaymentMethods, noLongerSupported, typeFilters } from './paymentIntentParams.ts';
import { blankSetup, setupDetails, withSetupDetails } from './setupIntentBody.ts';

const confirming = {
  return_url: text,
  use_stripe_sdk: flag,
  mandate_data: clearable(mandateData),
  ...notSimulated('confirmation_token'),
};

function stored(call: Call): Stored<'setup_intent'> {
  const [id = ''] = call.path;
  const found = find(call, 'setup_intent', id);
  if (!found) throw noSuch('setupintent', id);
  return found;
}

function confirmAnswer(
  call: Call,
  intent: Stored<'setup_intent'>,
  asked: Read<Pick<typeof confirming, 'return_url' | 'use_stripe_sdk' | 'mandate_data'>>,
  paths: string[] | undefined,
): Answer {
  const ended = confirmSetup(call, intent, {
    method: undefined,
    returnUrl: asked.return_url ?? null,
    useStripeSdk: asked.use_stripe_sdk ?? false,
    mandate: { mandate_data: asked.mandate_data ?? undefined },
  });
  return ended.refused ? refusedAnswer(call, ended.refused) : ok('setup_intent', viewFor(call, ended.intent), paths);
}

const create = endpoint(
  optional({
    ...setupDetails,
    ...confirming,
    automatic_payment_methods: automaticPaymentMethods,
    confirm: flag,
    usage: oneOf('off_session', 'on_session'),
    ...notSimulated('on_behalf_of', 'single_use'),
  }),
  {
    method: 'POST',
    path: '/v1/setup_intents',
    run(call, params) {
      const automatic = params.automatic_payment_methods;
      const started: Stripe.SetupIntent = {
        ...blankSetup(call),
        usage: params.usage ?? 'off_session',
        ...(automatic === undefined ? {} : { automatic_payment_methods: { allow_redirects: 'always', ...automatic } }),
      };
      const body = withSetupDetails(call, started, params);
      const secret = { challenge: null, returnUrl: null, offSession: false };
      insert(call, 'setup_intent', body, secret);
      emit(call, 'setup_intent.created', body);
      return params.confirm
        ? confirmAnswer(call, { body, secret }, params, params.expand)
        : ok('setup_intent', body, params.expand);
    },
  },
);

const retrieve = endpoint(optional({ client_secret: text, expand }), {
  method: 'GET',
  path: '/v1/setup_intents/:id',
  access: 'client',
  run(call, params) {
    const { body } = stored(call);
    checkClientSecret(call, body, params.client_secret, 'SetupIntent');
    return ok('setup_intent', viewFor(call, body), params.expand);
  },
});

const update = endpoint(optional(setupDetails), {
  method: 'POST',
  path: '/v1/setup_intents/:id',
  run(call, params) {
    const before = stored(call);
    if (before.body.status === 'succeeded' || before.body.status === 'canceled')
      throw unexpectedSetupState(before.body, 'update');
    const body = withSetupDetails(call, before.body, params);
    save(call, 'setup_intent', body, before.secret);
    return ok('setup_intent', body, params.expand);
  },
});

const confirm = endpoint(
  optional({
    ...confirming,
    ...typeFilters,
    client_secret: text,
    expand,
    payment_method: text,
    payment_method_data: paymentMethodData,
    payment_method_options: paymentMethodOptions,
    payment_method_types: noLongerSupported,
  }),
  {
    method: 'POST',
    path: '/v1/setup_intents/:id/confirm',
    access: 'client',
    run(call, params) {
      const before = stored(call);
      checkClientSecret(call, before.body, params.client_secret, 'SetupIntent');
      const { payment_method, payment_method_data } = params;
      const asked = {
        ...(payment_method === undefined ? {} : { payment_method }),
        ...(payment_method_data === undefined ? {} : { payment_method_data }),
      };
      return confirmAnswer(
        call,
        { ...before, body: withSetupDetails(call, before.body, asked) },
        params,
        params.expand,
      );
    },
  },
);

const cancel = endpoint(
  optional({ cancellation_reason: oneOf('abandoned', 'duplicate', 'requested_by_customer'), expand }),
  {
    method: 'POST',
    path: '/v1/setup_intents/:id/cancel',
    run(call, params) {
      const before = stored(call);
      if (before.body.status === 'succeeded' || before.body.status === 'canceled')
        throw unexpectedSetupState(before.body, 'cancel');
      const body: Stripe.SetupIntent = {
        ...before.body,
        status: 'canceled',
        cancellation_reason: params.cancellation_reason ?? null,
        next_action: null,
      };
      save(call, 'setup_intent', body, { ...before.secret, challenge: null });
      emit(call, 'setup_intent.canceled', body);
      return ok('setup_intent', body, params.expand);
    },
  },
);

const list = endpoint(
  optional({
    ...paging,
    created: timeRange,
    customer: text,
    payment_method: text,
    ...notSimulated('attach_to_self', 'customer_account'),
  }),
  {
    method: 'GET',
    path: '/v1/setup_intents',
    run: (call, params) =>
      listObjects(call, 'setup_intent', { customer: params.customer, reference: params.payment_method }, params),
  },
);

export const setupIntents = [create, list, retrieve, update, confirm, cancel];
