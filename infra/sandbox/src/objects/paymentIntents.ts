import type Stripe from 'stripe';
import { idOf, type Stored } from '../kinds.ts';
import { capture } from '../payments/capture.ts';
import { checkClientSecret, viewFor } from '../payments/clientView.ts';
import { type Confirmation, confirmIntent, refusedAnswer, unexpectedState } from '../payments/confirm.ts';
import { methodFor } from '../payments/method.ts';
import { find, insert, save } from '../store/objects.ts';
import { expand, paging, timeRange } from '../transport/common.ts';
import { type Answer, endpoint, ok } from '../transport/endpoint.ts';
import { invalidParam, invalidRequest, noSuch } from '../transport/errors.ts';
import { listObjects } from '../transport/page.ts';
import { integer, notSimulated, oneOf, optional, shape, text } from '../transport/params.ts';
import { emit } from '../webhooks/emit.ts';
import type { Call } from '../world.ts';
import { blankIntent, withDetails } from './paymentIntentBody.ts';
import { type Confirming, captureParams, confirmParams, createParams, updateParams } from './paymentIntentParams.ts';

type StoredIntent = Stored<'payment_intent'>;

function stored(call: Call): StoredIntent {
  const [id = ''] = call.path;
  const found = find(call, 'payment_intent', id);
  if (!found) throw noSuch('payment_intent', id);
  return found;
}

function confirmation(call: Call, intent: Stripe.PaymentIntent, asked: Confirming): Confirmation {
  const wanted = intent.payment_method_options?.card?.request_three_d_secure;
  return {
    method: methodFor(call, asked, idOf(intent.customer)),
    offSession: asked.off_session ?? false,
    errorOnRequiresAction: asked.error_on_requires_action ?? false,
    returnUrl: asked.return_url ?? null,
    useStripeSdk: asked.use_stripe_sdk ?? false,
    mandate: { mandate: asked.mandate, mandate_data: asked.mandate_data ?? undefined },
    threeDSecureRequested: wanted === 'any' || wanted === 'challenge',
  };
}

function confirmAnswer(call: Call, intent: StoredIntent, asked: Confirming, paths: string[] | undefined): Answer {
  const attempted = confirmIntent(call, intent, confirmation(call, intent.body, asked));
  return attempted.refused
    ? refusedAnswer(call, attempted.refused)
    : ok('payment_intent', viewFor(call, attempted.intent), paths);
}

const onlyWithConfirm = [
  'off_session',
  'error_on_requires_action',
  'return_url',
  'use_stripe_sdk',
  'mandate',
  'mandate_data',
] as const;

const create = endpoint(createParams, {
  method: 'POST',
  path: '/v1/payment_intents',
  run(call, params) {
    const { amount, currency, confirm, automatic_payment_methods, confirmation_method, ...asked } = params;
    const stray = confirm ? undefined : onlyWithConfirm.find((name) => asked[name] !== undefined);
    if (stray !== undefined) throw invalidParam(stray, `The parameter ${stray} cannot be used unless confirm=true.`);
    const { off_session, error_on_requires_action, return_url, use_stripe_sdk, mandate, mandate_data, ...details } =
      asked;
    const intent = withDetails(call, blankIntent(call, amount, currency), details);
    const method = methodFor(call, asked, idOf(intent.customer));
    const body: Stripe.PaymentIntent = {
      ...intent,
      ...(automatic_payment_methods === undefined
        ? {}
        : { automatic_payment_methods: { allow_redirects: 'always', ...automatic_payment_methods } }),
      ...(confirmation_method === undefined ? {} : { confirmation_method }),
      payment_method: method?.body.id ?? null,
      status: method ? 'requires_confirmation' : 'requires_payment_method',
    };
    const secret = { challenge: null, returnUrl: null, offSession: false };
    insert(call, 'payment_intent', body, secret);
    emit(call, 'payment_intent.created', body);
    if (!confirm) return ok('payment_intent', body, asked.expand);
    return confirmAnswer(
      call,
      { body, secret },
      { off_session, error_on_requires_action, return_url, use_stripe_sdk, mandate, mandate_data },
      asked.expand,
    );
  },
});

const retrieve = endpoint(optional({ client_secret: text, expand }), {
  method: 'GET',
  path: '/v1/payment_intents/:id',
  access: 'client',
  run(call, params) {
    const { body } = stored(call);
    checkClientSecret(call, body, params.client_secret, 'PaymentIntent');
    return ok('payment_intent', viewFor(call, body), params.expand);
  },
});

const updatable = new Set<Stripe.PaymentIntent.Status>([
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
]);

const update = endpoint(updateParams, {
  method: 'POST',
  path: '/v1/payment_intents/:id',
  run(call, params) {
    const before = stored(call);
    const onlyNotes = Object.keys(params).every((name) =>
      ['metadata', 'description', 'expand', 'receipt_email'].includes(name),
    );
    if (!updatable.has(before.body.status) && !onlyNotes) {
      throw invalidRequest(
        `This PaymentIntent's ${Object.keys(params).find((name) => name !== 'expand')} could not be updated because it has a status of ${before.body.status}. You may only update a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.`,
        { code: 'payment_intent_unexpected_state', payment_intent: before.body },
      );
    }
    const intent = withDetails(call, before.body, params);
    const method = methodFor(call, params, idOf(intent.customer));
    const body: Stripe.PaymentIntent = method
      ? { ...intent, payment_method: method.body.id, status: 'requires_confirmation', next_action: null }
      : intent;
    save(call, 'payment_intent', body, method ? { ...before.secret, challenge: null } : before.secret);
    return ok('payment_intent', body, params.expand);
  },
});

const confirm = endpoint(confirmParams, {
  method: 'POST',
  path: '/v1/payment_intents/:id/confirm',
  access: 'client',
  run(call, params) {
    const before = stored(call);
    checkClientSecret(call, before.body, params.client_secret, 'PaymentIntent');
    const {
      client_secret: _s,
      error_on_requires_action: _a,
      off_session: _o,
      return_url: _r,
      use_stripe_sdk: _u,
      mandate: _m,
      mandate_data: _d,
      ...details
    } = params;
    const body = withDetails(call, before.body, details);
    return confirmAnswer(call, { ...before, body }, params, params.expand);
  },
});

/** A debit that is processing is at the bank already. */
const cancellable = new Set<Stripe.PaymentIntent.Status>([...updatable, 'requires_capture']);

const cancel = endpoint(
  optional({ cancellation_reason: oneOf('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'), expand }),
  {
    method: 'POST',
    path: '/v1/payment_intents/:id/cancel',
    run(call, params) {
      const before = stored(call);
      if (!cancellable.has(before.body.status)) throw unexpectedState(before.body, 'cancel');
      const body: Stripe.PaymentIntent = {
        ...before.body,
        status: 'canceled',
        amount_capturable: 0,
        canceled_at: call.now,
        cancellation_reason: params.cancellation_reason ?? null,
        next_action: null,
      };
      save(call, 'payment_intent', body, { ...before.secret, challenge: null });
      emit(call, 'payment_intent.canceled', body);
      return ok('payment_intent', body, params.expand);
    },
  },
);

const captureIntent = endpoint(captureParams, {
  method: 'POST',
  path: '/v1/payment_intents/:id/capture',
  run: (call, params) => ok('payment_intent', capture(call, stored(call), params), params.expand),
});

/** Every card here is of a kind that takes no more than was authorised. */
const notIncremented = notSimulated(
  ...['amount_details', 'application_fee_amount', 'hooks', 'metadata', 'payment_details'],
  ...['statement_descriptor', 'transfer_data'],
);
const incrementAuthorization = endpoint(shape({ amount: integer }, { description: text, expand, ...notIncremented }), {
  method: 'POST',
  path: '/v1/payment_intents/:id/increment_authorization',
  run(call): Answer {
    const { body } = stored(call);
    if (body.status !== 'requires_capture') throw unexpectedState(body, 'increment');
    throw invalidRequest('The card of this PaymentIntent does not support incremental authorization.', {
      payment_intent: body,
    });
  },
});

const list = endpoint(
  optional({ ...paging, created: timeRange, customer: text, ...notSimulated('customer_account') }),
  {
    method: 'GET',
    path: '/v1/payment_intents',
    run: (call, params) => listObjects(call, 'payment_intent', { customer: params.customer }, params),
  },
);

export const paymentIntents = [create, list, retrieve, update, confirm, cancel, captureIntent, incrementAuthorization];
