import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { loadContract } from './contract.ts';
import {
  account,
  cardError,
  customer,
  deletedCustomer,
  event,
  listOf,
  paymentIntent,
  price,
  thinEvent,
} from './samples.testdata.ts';

const contract = loadContract();
const paths = (value: unknown) => contract.check(value).map((violation) => violation.path);

function without(value: Record<string, unknown>, key: string) {
  const { [key]: _dropped, ...rest } = value;
  return rest;
}

describe('a body that keeps the contract passes', () => {
  it.each([
    ['a customer', customer()],
    ['a deleted customer', deletedCustomer()],
    ['a payment intent', paymentIntent()],
    ['a payment intent with its customer expanded', { ...paymentIntent(), customer: customer() }],
    ['a payment intent whose customer was deleted', { ...paymentIntent(), customer: deletedCustomer() }],
    ['a price', price()],
    ['a list of different objects', listOf('/v1/x', [price(), customer()])],
    ['an empty list', listOf('/v1/prices', [])],
    ['an event', event('customer.created', customer())],
    ['a thin event', thinEvent('v1.customer.created')],
    ['a v2 account', account()],
    ['a deleted v2 object', { id: 'ed_1', object: 'v2.core.event_destination' }],
    ['a v2 list', { data: [account()], next_page_url: null, previous_page_url: null }],
    ['a card error with its payment intent', cardError()],
    ['an OAuth error', { error: 'invalid_grant', error_description: 'This authorization code was used before' }],
  ])('%s', (_name, body) => {
    expect(contract.check(body)).toEqual([]);
  });
});

describe('a body that departs from the contract is refused where it departs', () => {
  it.each([
    ['a required member is missing', without(paymentIntent(), 'amount_received'), 'amount_received'],
    ['a nullable member is missing instead of null', without(paymentIntent(), 'canceled_at'), 'canceled_at'],
    ['a number is text', { ...paymentIntent(), amount: '12500' }, 'amount'],
    ['an integer decimal is a number', { ...price(), unit_amount_decimal: 999 }, 'unit_amount_decimal'],
    ['a decimal is no number', { ...price(), unit_amount_decimal: '9,99' }, 'unit_amount_decimal'],
    ['a member is not declared', { ...paymentIntent(), invoice: 'in_1' }, 'invoice'],
    ['null where none may be', { ...paymentIntent(), amount: null }, 'amount'],
    ['an enum value is misspelt', { ...paymentIntent(), status: 'succeded' }, 'status'],
    [
      'a nested enum value is wrong',
      { ...price(), recurring: { ...price().recurring, interval: 'decade' } },
      'recurring.interval',
    ],
    [
      'a nested member is missing',
      { ...price(), recurring: without(price().recurring, 'usage_type') },
      'recurring.usage_type',
    ],
    [
      'an element has the wrong type',
      { ...paymentIntent(), payment_method_types: ['card', 7] },
      'payment_method_types[1]',
    ],
    ['an array is an object', { ...paymentIntent(), payment_method_types: { 0: 'card' } }, 'payment_method_types'],
    ['metadata holds a number', { ...customer(), metadata: { seats: 5 } }, 'metadata.seats'],
    ['an expanded object is at fault', { ...paymentIntent(), customer: { ...customer(), email: 7 } }, 'customer.email'],
    ['the expanded object is of the wrong kind', { ...paymentIntent(), customer: price() }, 'customer.object'],
    ['a living object says that it is not deleted', { ...customer(), deleted: false }, 'deleted'],
    ['an open object keeps a closed flag', { ...deletedCustomer(), email: null }, 'email'],
    ['a list element is at fault', listOf('/v1/prices', [price(), { ...price(), active: 1 }]), 'data[1].active'],
    ['a list has no url', without(listOf('/v1/prices', []), 'url'), 'url'],
    ['the object is unknown', { id: 'x', object: 'payment_intention' }, 'object'],
    ['nothing says what it is', { id: 'x' }, 'object'],
    ['an event of no known type', event('customer.craeted', customer()), 'type'],
    ['an event carries the wrong object', event('customer.created', price()), 'data.object.object'],
    ['an event carries a faulty object', event('customer.created', { ...customer(), name: 1 }), 'data.object.name'],
    ['a thin event of no known type', thinEvent('v1.customer.craeted'), 'type'],
    ['a v2 account is at fault', { ...account(), dashboard: 'half' }, 'dashboard'],
    [
      'a v2 list element is at fault',
      { data: [{ ...account(), livemode: 0 }], next_page_url: null, previous_page_url: null },
      'data[0].livemode',
    ],
    ['an error has no message', { error: { type: 'api_error' } }, 'error.message'],
    ['an error has an unknown member', { error: { type: 'api_error', message: 'x', reason: 'y' } }, 'error.reason'],
    [
      'an error carries a faulty object',
      { error: { ...cardError().error, payment_intent: { ...paymentIntent(), amount: null } } },
      'error.payment_intent.amount',
    ],
    ['a body is no object', 'pi_1', ''],
  ])('%s', (_name, body, path) => {
    expect(paths(body)).toEqual([path]);
  });
});

it('a deleted object that kept its members is told of each, as the stub it should be', () => {
  const found = paths({ id: 'cus_Q1', object: 'customer', deleted: true, email: null, name: null });
  expect(found).toEqual(['email', 'name']);
  expect(paths({ ...customer(), deleted: true })).not.toContain('deleted');
});

describe('an event of an update', () => {
  it('may hold any part of the former state, nulls included', () => {
    const former = { email: null, metadata: { plan: null }, invoice_settings: { default_payment_method: null } };
    expect(contract.check(event('customer.updated', customer(), former))).toEqual([]);
  });

  it('may not hold a former member that the object does not have', () => {
    expect(paths(event('customer.updated', customer(), { e_mail: null }))).toEqual(['data.previous_attributes.e_mail']);
  });
});

describe('an includable member', () => {
  it('may be absent, and is checked when it is there', () => {
    const refunded = { ...customer(), subscriptions: listOf('/v1/customers/cus_Q1/subscriptions', []) };
    expect(contract.check(refunded)).toEqual([]);
    expect(paths({ ...customer(), subscriptions: { ...refunded.subscriptions, has_more: null } })).toEqual([
      'subscriptions.has_more',
    ]);
  });
});

describe('open enums', () => {
  it('pass with any text when the other side is Stripe, whose later versions may add values', () => {
    const lenient = loadContract({ openEnums: 'any' });
    expect(lenient.check({ ...paymentIntent(), status: 'requires_patience' })).toEqual([]);
    expect(lenient.check({ ...paymentIntent(), status: 7 })).toHaveLength(1);
    expect(lenient.check(thinEvent('v1.customer.promoted'))).toEqual([]);
  });
});

describe('checkAs', () => {
  it('takes any type of the Stripe namespace, nested and generic ones too', () => {
    expect(contract.checkAs('PaymentIntent', paymentIntent())).toEqual([]);
    expect(contract.checkAs('Customer | DeletedCustomer', deletedCustomer())).toEqual([]);
    expect(contract.checkAs('Price.Recurring', price().recurring)).toEqual([]);
    expect(contract.checkAs('ApiList<Price>', listOf('/v1/prices', [price()]))).toEqual([]);
    expect(contract.checkAs('ApiList<Price>', listOf('/v1/prices', [customer()]))).not.toEqual([]);
    expect(contract.checkAs('V2.Core.Account', account())).toEqual([]);
  });

  it('throws for a name that the SDK does not declare', () => {
    expect(() => contract.checkAs('PaymentIntention', {})).toThrow('PaymentIntention');
  });
});

describe('checkParams', () => {
  const check = (params: unknown) => contract.checkParams('PaymentIntentCreateParams', params).map(({ path }) => path);

  it('passes what the SDK declares', () => {
    const params = { amount: 100, currency: 'eur', metadata: { a: 1 }, automatic_payment_methods: { enabled: true } };
    expect(check(params)).toEqual([]);
    expect(check({ ...params, customer: undefined, shipping: { address: { line1: 'x' }, name: 'y' } })).toEqual([]);
  });

  it.each([
    ['an unknown parameter', { payment_method_types: ['card'] }, 'payment_method_types'],
    ['a wrong type', { amount: '100' }, 'amount'],
    [
      'an unknown nested parameter',
      { automatic_payment_methods: { enabled: true, on: 1 } },
      'automatic_payment_methods.on',
    ],
    ['a wrong enum value', { capture_method: 'later' }, 'capture_method'],
    ['a missing required parameter', { currency: undefined }, 'currency'],
  ])('refuses %s', (_name, change, path) => {
    expect(check({ amount: 100, currency: 'eur', ...change })).toEqual([path]);
  });

  it("takes the SDK's own decimals", () => {
    const params = { currency: 'eur', product: 'prod_1', unit_amount_decimal: Stripe.Decimal.from('9.995') };
    expect(contract.checkParams('PriceCreateParams', params)).toEqual([]);
    expect(contract.checkParams('PriceCreateParams', { ...params, unit_amount_decimal: {} })).toHaveLength(1);
  });
});

describe('params', () => {
  it('names the parameters of a method, nested ones in form notation', () => {
    const names = contract.params('Subscription', 'create');
    for (const name of ['customer', 'items[][price]', 'metadata[*]', 'items[][price_data][recurring][interval]']) {
      expect(names).toContain(name);
    }
    expect(names).not.toContain('plan');
    expect(contract.params('Checkout.Session', 'create')).toContain('line_items[][price_data][currency]');
  });

  it('names the same parameters for a route', () => {
    expect(contract.routeParams('POST', '/v1/checkout/sessions')).toEqual(
      contract.params('Checkout.Session', 'create'),
    );
    expect(contract.routeParams('GET', '/v1/invoices/{id}')).toEqual(new Set(['expand']));
    expect(contract.routeParams('PATCH', '/v1/invoices/{id}')).toBeUndefined();
  });

  it('throws for a resource or a method that the SDK does not have', () => {
    expect(() => contract.params('PaymentIntention', 'create')).toThrow('PaymentIntention');
    expect(() => contract.params('PaymentIntent', 'delete')).toThrow('delete');
  });
});

describe('loading', () => {
  it('reads the whole API', () => {
    expect(contract.objectNames.length).toBeGreaterThan(170);
    expect(contract.routes.length).toBeGreaterThan(600);
    for (const name of ['payment_intent', 'subscription', 'invoice', 'event', 'checkout.session', 'v2.core.event']) {
      expect(contract.objectNames).toContain(name);
    }
  });

  it('fails when the declarations are no longer understood, instead of passing everything', () => {
    const root = mkdtempSync(join(tmpdir(), 'contract-'));
    try {
      const folder = join(root, 'esm');
      mkdirSync(folder);
      writeFileSync(join(root, 'package.json'), '{"name":"stripe","version":"99.0.0"}');
      expect(() => loadContract({ sdkRoot: root })).toThrow('no declarations');
      writeFileSync(
        join(folder, 'stripe.core.d.ts'),
        `export declare namespace Stripe {
          interface Customer { id: string; object: 'customer' }
          namespace V2 { interface DeletedObject { id: string } }
        }`,
      );
      writeFileSync(join(folder, 'Types.d.ts'), 'export type StripeRawError = { type?: string; message?: string };');
      expect(() => loadContract({ sdkRoot: root })).toThrow('only 1 objects and 0 routes');
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it('takes less than three seconds', () => {
    const started = performance.now();
    loadContract();
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('checks a payment intent in less than a millisecond', () => {
    const body = paymentIntent();
    contract.check(body);
    const started = performance.now();
    for (let time = 0; time < 200; time += 1) contract.check(body);
    expect((performance.now() - started) / 200).toBeLessThan(1);
  });
});
