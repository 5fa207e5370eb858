/** @import { Access } from '../shared/protocol.ts' */
import { confirm, handleNextAction, retrieve } from './confirm.js';
import { checkLocale, createElements } from './elements.js';
import { IntegrationError, notSimulated, optionsIn, textIn } from './integrationError.js';

const payments = { name: 'confirmPayment', object: /** @type {const} */ ('payment_intent') };
const setups = { name: 'confirmSetup', object: /** @type {const} */ ('setup_intent') };

/** What the real object can do and this one cannot: it says so when it is called. */
const notPlayed = [
  'collectBankAccountForPayment',
  'collectBankAccountForSetup',
  'collectBankAccountToken',
  'collectFinancialConnectionsAccounts',
  'confirmAcssDebitPayment',
  'confirmAcssDebitSetup',
  'confirmAffirmPayment',
  'confirmAfterpayClearpayPayment',
  'confirmAlipayPayment',
  'confirmAmazonPaySetup',
  'confirmAuBecsDebitPayment',
  'confirmAuBecsDebitSetup',
  'confirmBacsDebitSetup',
  'confirmBancontactPayment',
  'confirmBancontactSetup',
  'confirmBilliePayment',
  'confirmBlikPayment',
  'confirmBlikSetup',
  'confirmBoletoPayment',
  'confirmCardPayment',
  'confirmCardSetup',
  'confirmCashappPayment',
  'confirmCashappSetup',
  'confirmCustomerBalancePayment',
  'confirmEpsPayment',
  'confirmFpxPayment',
  'confirmGiropayPayment',
  'confirmGrabPayPayment',
  'confirmIdealPayment',
  'confirmIdealSetup',
  'confirmKlarnaPayment',
  'confirmKonbiniPayment',
  'confirmMobilepayPayment',
  'confirmMultibancoPayment',
  'confirmOxxoPayment',
  'confirmPayByBankPayment',
  'confirmPayNowPayment',
  'confirmPayPalPayment',
  'confirmPayPalSetup',
  'confirmPixPayment',
  'confirmPromptPayPayment',
  'confirmSepaDebitPayment',
  'confirmSepaDebitSetup',
  'confirmSofortPayment',
  'confirmSofortSetup',
  'confirmTwintPayment',
  'confirmUsBankAccountPayment',
  'confirmUsBankAccountSetup',
  'confirmWechatPayPayment',
  'createConfirmationToken',
  'createEmbeddedCheckoutPage',
  'createEphemeralKeyNonce',
  'createPaymentMethod',
  'createRadarSession',
  'createToken',
  'handleCardAction',
  'initCheckoutElementsSdk',
  'initCheckoutFormSdk',
  'initializePricing',
  'paymentRequest',
  'processOrder',
  'retrieveOrder',
  'verifyIdentity',
  'verifyMicrodepositsForPayment',
  'verifyMicrodepositsForSetup',
];

/** @type {(key: unknown) => string} */
function checkKey(key) {
  if (typeof key !== 'string' || key.trim() === '')
    throw new IntegrationError('Call Stripe() with your publishable key.');
  if (/^(sk|rk)_/.test(key))
    throw new IntegrationError('Stripe() takes the publishable key. A secret key must never reach a browser.');
  if (/^pk_live_/.test(key)) throw new IntegrationError('This is a sandbox: live keys are refused here.');
  if (!/^pk_test_\w+$/.test(key)) throw new IntegrationError('Stripe() takes a publishable key, pk_test_….');
  return key;
}

/** @type {(key: unknown, options: unknown) => Access} */
function accessOf(key, options) {
  const names = ['stripeAccount', 'locale', 'apiVersion', 'betas', 'developerTools'];
  const { stripeAccount, locale, betas, apiVersion } = optionsIn(options, 'Stripe() options', names);
  if (Array.isArray(betas) && betas.length > 0) throw notSimulated(`the beta ${String(betas[0])}`);
  if (apiVersion !== undefined && apiVersion !== '2026-10-28.endive')
    throw notSimulated(`the API version ${String(apiVersion)}`);
  checkLocale(locale);
  const account = textIn(stripeAccount, 'stripeAccount');
  return { publishableKey: checkKey(key), ...(account === undefined ? {} : { stripeAccount: account }) };
}

/**
 * The sandbox's `Stripe()`.
 * @param {string} publishableKey
 * @param {object} [options]
 */
function Stripe(publishableKey, options) {
  const access = accessOf(publishableKey, options);
  const refusals = notPlayed.map((name) => [
    name,
    () => {
      throw notSimulated(`stripe.${name}()`);
    },
  ]);
  return {
    ...Object.fromEntries(refusals),
    /** @param {object} [elementsOptions] */
    elements: (elementsOptions) => createElements(access, elementsOptions),
    /** @param {object} given */
    confirmPayment: (given) => confirm(access, given, payments),
    /** @param {object} given */
    confirmSetup: (given) => confirm(access, given, setups),
    /** @param {string} clientSecret */
    retrievePaymentIntent: (clientSecret) =>
      retrieve(access, clientSecret, { ...payments, name: 'retrievePaymentIntent' }),
    /** @param {string} clientSecret */
    retrieveSetupIntent: (clientSecret) => retrieve(access, clientSecret, { ...setups, name: 'retrieveSetupIntent' }),
    /** @param {object} given */
    handleNextAction: (given) => handleNextAction(access, given),
    // Both only tell Stripe who wrote the page.
    registerAppInfo() {},
    _registerWrapper() {},
  };
}
Stripe.version = 'endive';

Object.assign(window, { Stripe });
