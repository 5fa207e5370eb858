import { describe, expect, it } from 'vitest';
import { testCards } from '../payments/cards.ts';
import { AppearanceFault, lookOf } from './browser/shared/appearance.ts';
import { fieldError } from './browser/shared/cardCheck.ts';
import { brandOf, formatNumber, numberFault } from './browser/shared/cardNumber.ts';
import { expiryFault, formatExpiry, readExpiry } from './browser/shared/expiry.ts';
import { formOf } from './browser/shared/form.ts';
import { afterAction, intentOf, returnAddress } from './browser/shared/intents.ts';
import { envelopeIn } from './browser/shared/protocol.ts';

it.each(testCards.map(({ number, brand }) => [number, brand] as const))(
  '%s is a whole number of a %s card',
  (number, brand) => {
    expect(brandOf(number)).toBe(brand);
    expect(numberFault(number)).toBeUndefined();
    expect(numberFault(number.slice(0, -1))).toBe('incomplete_number');
    expect(formatNumber(number).replaceAll(' ', '')).toBe(number);
  },
);

it('a brand is known by its first digits, and numbers are grouped as it prints them', () => {
  expect(['4', '51', '50', '2221', '2220', '37', '6011', '30', ''].map(brandOf)).toEqual([
    'visa',
    'mastercard',
    'unknown',
    'mastercard',
    'unknown',
    'amex',
    'discover',
    'unknown',
    'unknown',
  ]);
  expect(formatNumber('378282246310005')).toBe('3782 822463 10005');
  expect(formatNumber('4242-4242 4242424299')).toBe('4242 4242 4242 4242');
});

it.each([
  ['1', '1'],
  ['12', '12 / '],
  ['7', '07 / '],
  ['13', '01 / 3'],
  ['1/', '01 / '],
  ['1/31', '01 / 31'],
  ['12/2031', '12 / 31'],
  ['122031', '12 / 31'],
  ['1231', '12 / 31'],
  ['12319', '12 / 31'],
  ['', ''],
])('typed %j, an expiry reads %j', (typed, shown) => {
  expect(formatExpiry(typed)).toBe(shown);
});

it.each([
  ['11 / 26', undefined],
  ['10 / 26', 'invalid_expiry_month_past'],
  ['12 / 25', 'invalid_expiry_year_past'],
  ['12 / 76', undefined],
  ['12 / 77', 'invalid_expiry_year'],
  ['00 / 30', 'invalid_expiry_month'],
  ['12 /', 'incomplete_expiry'],
])('in November 2026 the expiry %s is %s', (text, fault) => {
  expect(expiryFault(text, new Date(2026, 10, 30))).toBe(fault);
});

it('reads a month and a whole year', () => {
  expect(readExpiry('03 / 31')).toEqual({ month: 3, year: 2031 });
});

it('a part that is not asked for is not missed', () => {
  const form = { number: '', expiry: '', cvc: '', country: 'US', postal: null };
  expect(fieldError('postal', form, new Date())).toBeUndefined();
  expect(fieldError('postal', { ...form, postal: '1' }, new Date())?.code).toBe('incomplete_zip');
  expect(fieldError('country', { ...form, country: null }, new Date())).toBeUndefined();
});

it('nested parameters become the form of the API', () => {
  expect(formOf({ a: { b: { c: 1 } }, d: [true], e: undefined, f: null })).toEqual([
    ['a[b][c]', '1'],
    ['d[0]', 'true'],
  ]);
});

describe('client secrets', () => {
  it('name their intent', () => {
    expect(intentOf('pi_3Ab_secret_xY9')).toEqual({ object: 'payment_intent', id: 'pi_3Ab' });
    expect(intentOf('seti_1_secret_z')).toEqual({ object: 'setup_intent', id: 'seti_1' });
  });
  it.each([undefined, '', 'pi_1', 'pi_1_secret_', 'pi_/../x_secret_y', 'pi_1_secret_a/b', 'ch_1_secret_x'])(
    '%j is none',
    (text) => {
      expect(intentOf(text)).toBeUndefined();
    },
  );
});

const intent = { id: 'pi_1', object: 'payment_intent', status: 'succeeded', client_secret: 'pi_1_secret_x' } as const;

it('an address to return to keeps what it had', () => {
  expect(returnAddress('https://shop.test/a?b=1#c', intent)).toBe(
    'https://shop.test/a?b=1&payment_intent=pi_1&payment_intent_client_secret=pi_1_secret_x&redirect_status=succeeded#c',
  );
});

it('an action that failed is told as the intent tells it', () => {
  const error = { type: 'invalid_request_error', code: 'payment_intent_authentication_failure', message: 'No.' };
  const failed = { ...intent, status: 'requires_payment_method', last_payment_error: error };
  expect(afterAction(failed)).toEqual({ error: { ...error, payment_intent: failed } });
  expect(afterAction(intent)).toEqual({ intent });
  expect(afterAction({ ...intent, status: 'canceled' })).toMatchObject({ error: { type: 'api_error' } });
});

describe('messages', () => {
  const channel = 'c';
  it.each([
    null,
    'c',
    {},
    { channel: 'd', kind: 'tell', what: 'clear' },
    { channel, kind: 'ask', what: 'submit' },
    { channel, kind: 'reply' },
    { channel, kind: 'shout', what: 'x' },
  ])('%j is none of this channel', (data) => {
    expect(envelopeIn(data, channel)).toBeUndefined();
  });
  it('of this channel are read', () => {
    expect(envelopeIn({ channel, kind: 'tell', what: 'clear', more: 1 }, channel)).toEqual({
      channel,
      kind: 'tell',
      what: 'clear',
      detail: undefined,
    });
  });
});

describe('appearance', () => {
  it("lays the page's variables over the theme's", () => {
    const { variables, animated } = lookOf({
      theme: 'night',
      variables: { colorPrimary: 'red' },
      disableAnimations: true,
    });
    expect(variables).toMatchObject({ colorPrimary: 'red', colorBackground: '#2b2c36' });
    expect(animated).toBe(false);
  });
  it('of a page with its own colours has no shades of the theme', () => {
    expect(lookOf({ variables: { colorText: '#fff' } }).variables).not.toHaveProperty('colorTextSecondary');
  });
  it.each([
    [{ theme: 'moon' }, 'appearance.theme'],
    [{ variables: { colorPrimary: {} } }, 'colorPrimary'],
    [{ variables: { buttonPadding: '1px' } }, 'buttonPadding'],
    [{ rules: { body: {} } }, 'body'],
    [{ rules: { '.Input, body': { color: 'red' } } }, '.Input, body'],
    [{ rules: { '.Input': { background: 'url(https://evil.test/)' } } }, 'must not load'],
    [{ rules: { '.Tab': {} } }, '.Tab'],
    [{ labels: 'floating' }, 'floating'],
    [{ inputs: 'condensed' }, 'condensed'],
    [{ fancy: 1 }, 'appearance.fancy'],
  ])('%j is refused by name', (appearance, name) => {
    expect(() => lookOf(appearance)).toThrow(AppearanceFault);
    expect(() => lookOf(appearance)).toThrow(name);
  });
});
