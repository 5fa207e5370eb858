import type Stripe from 'stripe';
import { idOf } from '../kinds.ts';
import { debitTypes } from '../payments/bankAccounts.ts';
import { bankParams } from '../payments/bankMethod.ts';
import { billingDetails, cardParams, wholeBillingDetails } from '../payments/cardInput.ts';
import { declinedAttachment } from '../payments/declinedAttachment.ts';
import { attach, checkUsable, createMethod, detachFrom, methodById } from '../payments/method.ts';
import { otherTypes } from '../payments/otherTypes.ts';
import { setupDecline } from '../payments/setup.ts';
import { find, save } from '../store/objects.ts';
import { expand, mergeMetadata, metadata, paging } from '../transport/common.ts';
import { endpoint, ok } from '../transport/endpoint.ts';
import { invalidRequest, noSuch } from '../transport/errors.ts';
import { has, listObjects } from '../transport/page.ts';
import { integer, notSimulated, oneOf, optional, shape, text } from '../transport/params.ts';
import { emit } from '../webhooks/emit.ts';
import type { Call } from '../world.ts';
import { liveCustomer } from './customers.ts';

const allowRedisplay = oneOf('always', 'limited', 'unspecified');
const type = oneOf('card', ...debitTypes);

const create = endpoint(
  shape(
    { type },
    {
      ...bankParams,
      allow_redisplay: allowRedisplay,
      billing_details: billingDetails,
      card: cardParams,
      expand,
      metadata,
      ...notSimulated('customer', 'payment_method', 'radar_options', ...otherTypes),
    },
  ),
  {
    method: 'POST',
    path: '/v1/payment_methods',
    access: 'client',
    run(call, params) {
      const { metadata: notes, ...given } = params;
      const { body } = createMethod(call, given, mergeMetadata({}, notes));
      return ok('payment_method', body, params.expand);
    },
  },
);

const retrieve = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/payment_methods/:id',
  run: (call, params) => ok('payment_method', methodById(call, call.path[0] ?? '').body, params.expand),
});

const update = endpoint(
  optional({
    allow_redisplay: allowRedisplay,
    billing_details: billingDetails,
    card: optional({ exp_month: integer, exp_year: integer, ...notSimulated('networks') }),
    ...notSimulated('payto', 'us_bank_account'),
    expand,
    metadata,
  }),
  {
    method: 'POST',
    path: '/v1/payment_methods/:id',
    run(call, params) {
      const [id = ''] = call.path;
      const before = find(call, 'payment_method', id);
      if (!before) throw noSuch('PaymentMethod', id);
      const { card } = before.body;
      const after: Stripe.PaymentMethod = {
        ...before.body,
        ...(params.allow_redisplay === undefined ? {} : { allow_redisplay: params.allow_redisplay }),
        ...(params.billing_details === undefined
          ? {}
          : { billing_details: wholeBillingDetails(params.billing_details) }),
        ...(card === undefined ? {} : { card: { ...card, ...params.card } }),
        metadata: mergeMetadata(before.body.metadata ?? {}, params.metadata),
      };
      save(call, 'payment_method', after, before.secret);
      emit(call, 'payment_method.updated', after, before.body);
      return ok('payment_method', after, params.expand);
    },
  },
);

const attachTo = endpoint(shape({ customer: text }, { expand, ...notSimulated('customer_account') }), {
  method: 'POST',
  path: '/v1/payment_methods/:id/attach',
  run(call, params) {
    const method = methodById(call, call.path[0] ?? '');
    const customer = liveCustomer(call, params.customer, 'customer');
    if (method.body.customer !== null) {
      throw invalidRequest('The payment method you provided has already been attached to a customer.', {
        param: 'payment_method',
      });
    }
    checkUsable(method, customer.id);
    const decline = setupDecline(method);
    if (decline) throw declinedAttachment(decline, method);
    return ok('payment_method', attach(call, method, customer.id).body, params.expand);
  },
});

const detach = endpoint(optional({ expand }), {
  method: 'POST',
  path: '/v1/payment_methods/:id/detach',
  run(call, params) {
    const [id = ''] = call.path;
    const before = find(call, 'payment_method', id);
    if (!before) throw noSuch('PaymentMethod', id);
    if (before.body.customer === null) {
      throw invalidRequest(
        'The payment method you provided is not attached to a customer so detachment is impossible.',
        { param: 'payment_method' },
      );
    }
    const after = detachFrom(call, before);
    clearDefault(call, idOf(before.body.customer) ?? '', id);
    return ok('payment_method', after, params.expand);
  },
});

/** A customer whose default was detached has none. */
function clearDefault(call: Call, owner: string, method: string): void {
  const customer = find(call, 'customer', owner)?.body;
  if (!customer || customer.deleted || customer.invoice_settings.default_payment_method !== method) return;
  const cleared: Stripe.Customer = {
    ...customer,
    invoice_settings: { ...customer.invoice_settings, default_payment_method: null },
  };
  save(call, 'customer', cleared, null);
  emit(call, 'customer.updated', cleared, customer);
}

const list = endpoint(
  optional({ ...paging, customer: text, type, allow_redisplay: allowRedisplay, ...notSimulated('customer_account') }),
  {
    method: 'GET',
    path: '/v1/payment_methods',
    run(call, params) {
      if (params.customer !== undefined) liveCustomer(call, params.customer, 'customer');
      // Without a customer Stripe lists only what its own terminals saved: nothing here.
      return listObjects(
        call,
        'payment_method',
        { customer: params.customer ?? '', also: has('type', params.type) },
        params,
      );
    },
  },
);

const listOfCustomer = endpoint(optional({ ...paging, type, allow_redisplay: allowRedisplay }), {
  method: 'GET',
  path: '/v1/customers/:id/payment_methods',
  run(call, params) {
    const customer = liveCustomer(call, call.path[0] ?? '');
    return listObjects(call, 'payment_method', { customer: customer.id, also: has('type', params.type) }, params);
  },
});

const retrieveOfCustomer = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/customers/:id/payment_methods/:method',
  run(call, params) {
    const [customer = '', id = ''] = call.path;
    liveCustomer(call, customer);
    const method = find(call, 'payment_method', id);
    if (method?.body.customer !== customer) throw noSuch('PaymentMethod', id);
    return ok('payment_method', method.body, params.expand);
  },
});

export const paymentMethods = [create, list, retrieve, update, attachTo, detach, listOfCustomer, retrieveOfCustomer];
