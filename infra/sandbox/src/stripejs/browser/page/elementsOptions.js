/** @import { ElementSetup } from '../shared/protocol.ts' */
import { intentOf } from '../shared/intents.ts';
import { IntegrationError, notSimulated, optionsIn, textIn } from './integrationError.js';

/**
 * @typedef {object} Deferred What the page says the intent will be, before there is one.
 * @property {'payment' | 'setup' | 'subscription'} mode
 * @property {number} [amount] Minor units.
 * @property {string} [currency]
 * @property {string} [setupFutureUsage]
 */

const always = ['fonts', 'locale', 'appearance', 'loader'];
const withSecret = [...always, 'clientSecret', 'currency'];
const withMode = [
  ...always,
  'mode',
  'amount',
  'currency',
  'setupFutureUsage',
  'captureMethod',
  'onBehalfOf',
  'allowedPaymentMethodTypes',
  'excludedPaymentMethodTypes',
];
/** What `elements.update()` takes. */
export const updatable = [
  'locale',
  'fonts',
  'appearance',
  'mode',
  'currency',
  'amount',
  'setupFutureUsage',
  'captureMethod',
  'allowedPaymentMethodTypes',
  'excludedPaymentMethodTypes',
  'onBehalfOf',
];

/** Stripe takes these in both spellings. */
const spellings = {
  setup_future_usage: 'setupFutureUsage',
  capture_method: 'captureMethod',
  on_behalf_of: 'onBehalfOf',
};

/** @type {(options: unknown) => Record<string, unknown>} */
export function spelled(options) {
  if (options === undefined) return {};
  if (typeof options !== 'object' || options === null) throw new IntegrationError('elements() takes an object.');
  const names = new Map(Object.entries(spellings));
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [names.get(name) ?? name, value]));
}

/** @type {(types: unknown, name: string) => readonly unknown[] | undefined} */
function typesIn(types, name) {
  if (types === undefined || Array.isArray(types)) return types;
  throw new IntegrationError(`${name} must be an array.`);
}

/** @type {(given: Record<string, unknown>) => void} */
function checkTypes(given) {
  const allowed = typesIn(given.allowedPaymentMethodTypes, 'allowedPaymentMethodTypes');
  const excluded = typesIn(given.excludedPaymentMethodTypes, 'excludedPaymentMethodTypes');
  if ((allowed && !allowed.includes('card')) || excluded?.includes('card'))
    throw notSimulated('a payment without cards (allowedPaymentMethodTypes, excludedPaymentMethodTypes)');
}

/** @type {(given: Record<string, unknown>) => Deferred} */
function deferredOf(given) {
  const { mode, amount } = given;
  if (mode !== 'payment' && mode !== 'setup' && mode !== 'subscription')
    throw new IntegrationError("mode must be 'payment', 'setup' or 'subscription'.");
  if (mode !== 'setup' && (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount < 0))
    throw new IntegrationError('amount must be a whole number of minor units.');
  const currency = textIn(given.currency, 'currency');
  if (currency === undefined && mode !== 'setup') throw new IntegrationError('currency is required.');
  if (currency !== undefined && !/^[a-z]{3}$/.test(currency))
    throw new IntegrationError('currency must be three lower-case letters.');
  const setupFutureUsage = textIn(given.setupFutureUsage, 'setupFutureUsage');
  checkTypes(given);
  return {
    mode,
    ...(typeof amount === 'number' ? { amount } : {}),
    ...(currency === undefined ? {} : { currency }),
    ...(setupFutureUsage === undefined ? {} : { setupFutureUsage }),
  };
}

/** @type {(fonts: unknown) => ElementSetup['fonts']} */
export function fontsOf(fonts) {
  if (fonts === undefined) return [];
  if (!Array.isArray(fonts)) throw new IntegrationError('fonts must be an array.');
  return fonts.map((font) => {
    const known = ['family', 'src', 'display', 'style', 'unicodeRange', 'weight'];
    const { family, src, ...rest } = optionsIn(font, 'fonts[]', known);
    if (typeof family !== 'string' || typeof src !== 'string')
      throw new IntegrationError('fonts[] need a family and a src.');
    return {
      family,
      src,
      descriptors: Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)])),
    };
  });
}

/**
 * What a group of elements is for: an intent by its client secret, or one to come.
 * @param {Record<string, unknown>} options
 * @returns {{ clientSecret: string } | { deferred: Deferred }}
 */
export function readPurpose(options) {
  if ('paymentMethodTypes' in options || 'payment_method_types' in options)
    throw new IntegrationError('elements() no longer takes paymentMethodTypes: use allowedPaymentMethodTypes.');
  if (options.mode !== undefined) {
    if (options.clientSecret !== undefined)
      throw new IntegrationError('elements() takes a clientSecret or a mode, not both.');
    return { deferred: deferredOf(optionsIn(options, 'elements()', withMode)) };
  }
  const { clientSecret } = optionsIn(options, 'elements()', withSecret);
  if (typeof clientSecret !== 'string' || !intentOf(clientSecret))
    throw new IntegrationError('elements() needs a clientSecret of the form {id}_secret_{secret}, or a mode.');
  return { clientSecret };
}
