/** @import { Access } from '../shared/protocol.ts' */
/** @import { Deferred } from './elementsOptions.js' */
/** @import { GroupSetup } from './paymentElement.js' */
import { fontsOf, readPurpose, spelled, updatable } from './elementsOptions.js';
import { IntegrationError, notSimulated, optionsIn } from './integrationError.js';
import { readLook } from './look.js';
import { PaymentElement } from './paymentElement.js';

/** What `stripe.confirmPayment()` needs to know of a group and the page has no name for. */
const insides = new WeakMap();

/**
 * @typedef {object} Inside
 * @property {() => PaymentElement | null} element
 * @property {string | undefined} clientSecret
 * @property {() => Deferred | undefined} deferred
 * @property {() => boolean} submitted
 */

/** @type {(elements: unknown) => Inside} */
export function insideOf(elements) {
  const inside = typeof elements === 'object' && elements !== null ? insides.get(elements) : undefined;
  if (inside) return inside;
  throw new IntegrationError('elements must be what stripe.elements() returned.');
}

/** @type {(locale: unknown) => void} */
export function checkLocale(locale) {
  if (locale === undefined || (typeof locale === 'string' && /^(auto$|en\b)/.test(locale))) return;
  console.warn(`Sandbox Stripe.js: the form is in English, whatever the locale (${String(locale)}).`);
}

/**
 * A group of elements that pay one intent.
 * @param {Access} access
 * @param {unknown} given
 */
export function createElements(access, given) {
  let options = spelled(given);
  const purpose = readPurpose(options);
  let deferred = 'deferred' in purpose ? purpose.deferred : undefined;
  const clientSecret = 'clientSecret' in purpose ? purpose.clientSecret : undefined;
  checkLocale(options.locale);
  readLook(options.appearance);
  fontsOf(options.fonts);

  /** @type {PaymentElement | null} */
  let element = null;
  let submitted = false;
  /** @type {Set<() => unknown>} */
  const updateEnds = new Set();

  /** @type {() => GroupSetup} */
  const setup = () => ({
    access,
    ...(clientSecret === undefined ? {} : { clientSecret }),
    futureUse: deferred !== undefined && (deferred.mode !== 'payment' || deferred.setupFutureUsage !== undefined),
    look: readLook(options.appearance),
    fonts: fontsOf(options.fonts),
  });

  const elements = {
    /** @param {string} type @param {object} [elementOptions] */
    create(type, elementOptions) {
      if (type !== 'payment') throw notSimulated(`the ${type} Element`);
      if (element) throw new IntegrationError('Can only create one Payment Element for each elements().');
      element = new PaymentElement(setup, elementOptions, () => {
        element = null;
      });
      element.on('change', () => {
        submitted = false;
      });
      return element;
    },
    /** @param {string} type */
    getElement: (type) => (type === 'payment' ? element : null),
    async submit() {
      if (!element) throw new IntegrationError('elements.submit() needs a mounted Payment Element that has loaded.');
      const error = await PaymentElement.stage.submit(element);
      submitted = error === undefined;
      return error ? { error } : { selectedPaymentMethod: 'card' };
    },
    async fetchUpdates() {
      if (clientSecret === undefined)
        throw new IntegrationError('elements.fetchUpdates() is for elements with a clientSecret.');
      const error = element && (await PaymentElement.stage.refresh(element));
      return error
        ? { error: { message: error.message, ...(error.status ? { status: String(error.status) } : {}) } }
        : {};
    },
    /** @param {object} change */
    async update(change) {
      const read = optionsIn(spelled(change), 'elements.update()', updatable);
      const next = { ...options, ...read };
      if (deferred) deferred = readDeferred(next);
      else if (read.mode !== undefined || read.amount !== undefined)
        throw new IntegrationError('elements with a clientSecret take their amount from the intent.');
      checkLocale(read.locale);
      options = next;
      submitted = false;
      if (element) await PaymentElement.stage.restyle(element);
      for (const told of updateEnds) told();
    },
    /** @param {string} name @param {() => unknown} handler */
    on(name, handler) {
      if (name !== 'update-end') throw new IntegrationError(`elements have no event '${name}'.`);
      updateEnds.add(handler);
    },
  };
  /** @type {Inside} */
  const inside = { element: () => element, clientSecret, deferred: () => deferred, submitted: () => submitted };
  insides.set(elements, inside);
  return elements;
}

/** @type {(options: Record<string, unknown>) => Deferred} */
function readDeferred(options) {
  const purpose = readPurpose(options);
  if ('deferred' in purpose) return purpose.deferred;
  throw new IntegrationError('elements with a mode keep one.');
}
