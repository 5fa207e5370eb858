/** @import { Access, Intent, IntentAnswer } from '../shared/protocol.ts' */
/** @import { Inside } from './elements.js' */
import { intentOf, resultOf, returnAddress } from '../shared/intents.ts';
import { callIntent } from './backstage.js';
import { handleAction, leaveFor } from './challenge.js';
import { insideOf } from './elements.js';
import { IntegrationError, optionsIn, textIn } from './integrationError.js';
import { PaymentElement } from './paymentElement.js';

/** @typedef {{ name: string, object: Intent['object'] }} Method Which promise of Stripe.js is kept. */

/** Client secrets that are being confirmed now. */
const underWay = new Set();

const confirmNames = {
  payment_intent: [
    'return_url',
    'payment_method',
    'payment_method_data',
    'payment_method_options',
    'receipt_email',
    'setup_future_usage',
    'shipping',
  ],
  setup_intent: ['return_url', 'payment_method', 'payment_method_data', 'payment_method_options'],
};

/** @type {(value: unknown, name: string) => string} */
function webAddress(value, name) {
  const text = textIn(value, name) ?? '';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return text;
  throw new IntegrationError(`${name} must be a whole address that begins with https:// or http://.`);
}

/** @type {(given: unknown, method: Method) => Record<string, unknown>} */
function confirmParamsOf(given, method) {
  const params = optionsIn(given, `${method.name}(): confirmParams`, confirmNames[method.object]);
  optionsIn(params.payment_method_data, 'confirmParams.payment_method_data', ['billing_details', 'allow_redisplay']);
  return params;
}

/** @type {(clientSecret: unknown, method: Method) => string} */
function secretFor(clientSecret, method) {
  if (typeof clientSecret === 'string' && intentOf(clientSecret)?.object === method.object) return clientSecret;
  const kind = method.object === 'payment_intent' ? 'PaymentIntent' : 'SetupIntent';
  throw new IntegrationError(
    `${method.name}() needs the client secret of a ${kind}, of the form {id}_secret_{secret}.`,
  );
}

/** What the form does not ask for, the page must bring. @type {(element: PaymentElement, billing: Record<string, unknown>) => void} */
function checkBrought(element, billing) {
  const { askCountry, askPostal } = PaymentElement.stage.options(element);
  const address = optionsIn(billing.address, 'billing_details.address', [
    'city',
    'country',
    'line1',
    'line2',
    'postal_code',
    'state',
  ]);
  const missing = [
    ...(askCountry || address.country ? [] : ['country']),
    ...(askPostal || address.postal_code ? [] : ['postal_code']),
  ];
  if (missing.length > 0) {
    throw new IntegrationError(
      `The Payment Element was told never to ask for ${missing.join(' and ')}: pass confirmParams.payment_method_data.billing_details.address.${missing[0]}.`,
    );
  }
}

/** @type {(access: Access, inside: Inside, method: Method, clientSecret: string, params: Record<string, unknown>) => Promise<IntentAnswer>} */
async function confirmWithElement(access, inside, method, clientSecret, params) {
  const element = inside.element();
  if (!element) throw new IntegrationError(`${method.name}() needs a mounted Payment Element that has loaded.`);
  const deferred = inside.deferred();
  if (deferred && !inside.submitted())
    throw new IntegrationError(`elements.submit() must be called, and succeed, before ${method.name}().`);
  const data = optionsIn(params.payment_method_data, 'payment_method_data', ['billing_details', 'allow_redisplay']);
  checkBrought(element, optionsIn(data.billing_details, 'billing_details', ['name', 'email', 'phone', 'address']));
  const { amount, currency } = deferred ?? {};
  return PaymentElement.stage.confirm(element, `${method.name}()`, {
    access,
    clientSecret,
    params,
    ...(deferred?.mode === 'payment' ? { expected: { amount, currency } } : {}),
  });
}

/** @type {(access: Access, inside: Inside | undefined, method: Method, clientSecret: string, params: Record<string, unknown>) => Promise<IntentAnswer>} */
function send(access, inside, method, clientSecret, params) {
  if (params.payment_method !== undefined) return callIntent({ access, clientSecret, confirm: params });
  if (inside) return confirmWithElement(access, inside, method, clientSecret, params);
  throw new IntegrationError(`${method.name}() needs elements, or confirmParams.payment_method.`);
}

/**
 * `confirmPayment` and `confirmSetup`: the card goes from its frame to the API, the payer authenticates if the bank wants it,
 * and the page gets the intent or an error. With `redirect: 'always'` success leads to the return address instead.
 * @param {Access} access
 * @param {unknown} given
 * @param {Method} method
 */
export async function confirm(access, given, method) {
  const names = ['elements', 'clientSecret', 'confirmParams', 'redirect'];
  const { elements, clientSecret, confirmParams, redirect = 'always' } = optionsIn(given, `${method.name}()`, names);
  if (redirect !== 'always' && redirect !== 'if_required')
    throw new IntegrationError("redirect must be 'always' or 'if_required'.");
  const inside = elements === undefined ? undefined : insideOf(elements);
  const secret = secretFor(clientSecret ?? inside?.clientSecret, method);
  const params = confirmParamsOf(confirmParams, method);
  if (redirect === 'always' || params.return_url !== undefined)
    webAddress(params.return_url, 'confirmParams.return_url');
  if (underWay.has(secret))
    throw new IntegrationError(`${method.name}() is under way for this intent: disable the button until it is over.`);
  underWay.add(secret);
  try {
    const sent = await send(access, inside, method, secret, params);
    const element = inside?.element();
    const dark = element ? PaymentElement.stage.dark(element) : false;
    const done =
      'intent' in sent && sent.intent.status === 'requires_action'
        ? await handleAction(access, sent.intent, dark)
        : sent;
    if ('intent' in done && redirect === 'always')
      return leaveFor(returnAddress(String(params.return_url), done.intent));
    return resultOf(done);
  } finally {
    underWay.delete(secret);
  }
}

/** @type {(access: Access, clientSecret: unknown, method: Method) => Promise<ReturnType<typeof resultOf>>} */
export const retrieve = async (access, clientSecret, method) =>
  resultOf(await callIntent({ access, clientSecret: secretFor(clientSecret, method) }));

/**
 * `handleNextAction`: for an intent that the server confirmed.
 * @param {Access} access
 * @param {unknown} given
 */
export async function handleNextAction(access, given) {
  const { clientSecret } = optionsIn(given, 'handleNextAction()', ['clientSecret']);
  const named = intentOf(clientSecret);
  const method = { name: 'handleNextAction', object: named?.object ?? 'payment_intent' };
  const answer = await callIntent({ access, clientSecret: secretFor(clientSecret, method) });
  if ('error' in answer) return answer;
  if (answer.intent.status !== 'requires_action')
    throw new IntegrationError('handleNextAction: the intent does not require user actions.');
  return resultOf(await handleAction(access, answer.intent, matchMedia('(prefers-color-scheme: dark)').matches));
}
