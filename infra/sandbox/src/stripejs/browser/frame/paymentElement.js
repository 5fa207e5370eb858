/** @import { CardConfirmation, ElementOptions, ElementSetup, Intent, IntentAnswer, PageError } from '../shared/protocol.ts' */
import { refusedField } from '../shared/cardCheck.ts';
import { digitsOf } from '../shared/cardNumber.ts';
import { readExpiry } from '../shared/expiry.ts';
import { isSettled } from '../shared/intents.ts';
import { isCardConfirmation, isElementOptions, isElementSetup, isRestyling } from '../shared/protocol.ts';
import { confirmIntent, fetchIntent } from './api.js';
import {
  applyOptions,
  checkForm,
  clearForm,
  fillForm,
  lockForm,
  part,
  progress,
  readForm,
  showError,
  startForm,
} from './cardForm.js';
import { listen, on, tellPage } from './pageLine.js';
import { applyStyle } from './style.js';
import { testCards } from './testCards.js';

/** @type {ElementSetup | undefined} */
let setup;
/** @type {Intent | undefined} */
let intent;
/** @type {Promise<{ error?: PageError }>} */
let loaded = Promise.resolve({});

/** @type {(value: unknown) => Record<string, unknown>} */
const fields = (value) =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};

function showTerms() {
  if (!setup) return;
  const { terms, business } = setup.options;
  const kept = setup.futureUse || intent?.object === 'setup_intent' || Boolean(intent?.setup_future_usage);
  const place = part('terms', HTMLParagraphElement);
  place.hidden = terms === 'never' || (terms === 'auto' && !kept);
  place.textContent = `By giving your card you allow ${business ?? 'this business'} to charge it for later payments too, as you agreed with them.`;
}

/** @type {(options: ElementOptions) => void} */
function useOptions(options) {
  if (!setup) return;
  setup = { ...setup, options };
  applyOptions(options);
  const address = fields(options.billingDetails.address);
  fillForm({
    ...(typeof address.country === 'string' ? { country: address.country } : {}),
    ...(typeof address.postal_code === 'string' ? { postal: address.postal_code } : {}),
  });
  showTerms();
}

/** @returns {Promise<{ error?: PageError }>} */
async function refresh() {
  if (setup?.clientSecret === undefined) return {};
  const answer = await fetchIntent(setup.access, setup.clientSecret);
  if ('error' in answer) return answer;
  intent = answer.intent;
  showTerms();
  if (!isSettled(intent) && intent.status !== 'canceled') return {};
  const message = `The ${intent.object === 'payment_intent' ? 'PaymentIntent' : 'SetupIntent'} is in a terminal state (${intent.status}) and cannot be used to initialize Elements.`;
  return { error: { type: 'invalid_request_error', message, status: intent.status } };
}

/** @type {(wanted: ElementSetup) => Promise<{ error?: PageError }>} */
async function load(wanted) {
  setup = wanted;
  await applyStyle(wanted);
  useOptions(wanted.options);
  const result = await refresh();
  part('form', HTMLFormElement).hidden = result.error !== undefined;
  return result;
}

/** @type {(asked: CardConfirmation, found: Intent) => PageError | undefined} */
function mismatch({ expected }, found) {
  const wrong = expected && (found.amount !== expected.amount || found.currency !== expected.currency);
  return wrong
    ? {
        type: 'invalid_request_error',
        message: 'The amount or the currency of the PaymentIntent is not what elements() was given.',
        payment_intent: found,
      }
    : undefined;
}

/** What the form and the page know of the payer; the page's word counts. @type {(params: Record<string, unknown>) => Record<string, unknown>} */
function billingDetails(params) {
  const { country, postal } = readForm();
  const defaults = fields(setup?.options.billingDetails);
  const brought = fields(fields(params.payment_method_data).billing_details);
  const typed = { ...(country === null ? {} : { country }), ...(postal === null ? {} : { postal_code: postal }) };
  return { ...defaults, ...brought, address: { ...fields(defaults.address), ...typed, ...fields(brought.address) } };
}

/** The card as the API takes it; it goes nowhere else. @type {(params: Record<string, unknown>) => Record<string, unknown>} */
function withCard(params) {
  const form = readForm();
  const expiry = readExpiry(form.expiry);
  const card = { number: digitsOf(form.number), exp_month: expiry?.month, exp_year: expiry?.year, cvc: form.cvc };
  const { allow_redisplay } = fields(params.payment_method_data);
  return {
    ...params,
    payment_method_data: { type: 'card', card, billing_details: billingDetails(params), allow_redisplay },
  };
}

/** @type {(asked: CardConfirmation) => Promise<IntentAnswer>} */
async function confirm(asked) {
  const fault = checkForm();
  if (fault) return { error: fault };
  lockForm(true);
  try {
    if (asked.expected) {
      const found = await fetchIntent(asked.access, asked.clientSecret);
      if ('error' in found) return found;
      const wrong = mismatch(asked, found.intent);
      if (wrong) return { error: wrong };
    }
    const answer = await confirmIntent(asked.access, asked.clientSecret, withCard(asked.params));
    if ('error' in answer && answer.error.type === 'card_error')
      showError(refusedField(answer.error.code), answer.error);
    return answer;
  } finally {
    lockForm(false);
  }
}

/**
 * What is asked while the form loads waits for it.
 * @template T
 * @param {(detail: T) => unknown} work
 * @returns {(detail: T) => Promise<unknown>}
 */
const onceLoaded = (work) => async (detail) => {
  const { error } = await loaded;
  return error ? { error } : work(detail);
};

function tellChange() {
  tellPage('change', { ...progress(), collapsed: false, value: { type: 'card' } });
}

function offerTestCards() {
  const choice = part('test-card', HTMLSelectElement);
  for (const { number, plays } of testCards) choice.append(new Option(`${plays} · ${number.slice(-4)}`, number));
  choice.addEventListener('change', () => {
    const expiry = `12 / ${String((new Date().getFullYear() + 3) % 100).padStart(2, '0')}`;
    fillForm({ number: choice.value, expiry, cvc: '123' });
    choice.value = '';
  });
}

startForm(tellChange);
offerTestCards();
window.addEventListener('focus', () => tellPage('focus'));
window.addEventListener('blur', () => tellPage('blur'));
window.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') tellPage('escape');
});
new ResizeObserver(() => tellPage('height', document.body.offsetHeight)).observe(document.body);
listen(
  {
    load: on(isElementSetup, (wanted) => {
      loaded = load(wanted);
      return loaded;
    }),
    submit: onceLoaded(() => {
      const error = checkForm();
      return error ? { error } : {};
    }),
    confirm: on(isCardConfirmation, onceLoaded(confirm)),
    refresh: onceLoaded(refresh),
    restyle: on(isRestyling, async (change) => {
      if (setup) setup = { ...setup, ...change };
      await applyStyle(change);
      showTerms();
    }),
  },
  {
    options: on(isElementOptions, useOptions),
    focus: () => part('number', HTMLInputElement).focus(),
    blur: () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
    clear: clearForm,
  },
);
