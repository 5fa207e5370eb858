/** @import { ElementOptions } from '../shared/protocol.ts' */
import { IntegrationError, notSimulated, optionsIn, textIn } from './integrationError.js';

const addressParts = ['country', 'postalCode', 'state', 'city', 'line1', 'line2'];

/** @type {(value: unknown, name: string) => boolean} */
function isAsked(value, name) {
  if (value === undefined || value === 'auto' || value === 'if_required') return true;
  if (value === 'never') return false;
  throw new IntegrationError(`${name} must be 'auto' or 'never'.`);
}

/** @type {(fields: unknown) => { askCountry: boolean, askPostal: boolean }} */
function fieldsOf(fields) {
  const { billingDetails } = optionsIn(fields, 'fields', ['billingDetails']);
  const name = 'fields.billingDetails';
  if (billingDetails === undefined || typeof billingDetails === 'string') {
    const asked = isAsked(billingDetails, name);
    return { askCountry: asked, askPostal: asked };
  }
  const { address, ...contact } = optionsIn(billingDetails, name, ['name', 'email', 'phone', 'address']);
  for (const [part, value] of Object.entries(contact)) isAsked(value, `${name}.${part}`);
  if (address === undefined || typeof address === 'string') {
    const asked = isAsked(address, `${name}.address`);
    return { askCountry: asked, askPostal: asked };
  }
  const parts = optionsIn(address, `${name}.address`, addressParts);
  return {
    askCountry: isAsked(parts.country, `${name}.address.country`),
    askPostal: isAsked(parts.postalCode, `${name}.address.postalCode`),
  };
}

/** @type {(layout: unknown) => void} */
function checkLayout(layout) {
  if (layout === undefined) return;
  const known = ['type', 'defaultCollapsed', 'radios', 'spacedAccordionItems', 'visibleAccordionItemsCount'];
  const type = typeof layout === 'string' ? layout : optionsIn(layout, 'layout', known).type;
  if (type !== 'tabs' && type !== 'accordion' && type !== 'auto')
    throw new IntegrationError("layout must be 'tabs', 'accordion' or 'auto'.");
}

/** @type {(value: unknown) => ElementOptions['terms']} */
function termsOf(value) {
  const { card } = optionsIn(value, 'terms', [
    'applePay',
    'auBecsDebit',
    'bancontact',
    'card',
    'cashapp',
    'googlePay',
    'ideal',
    'klarna',
    'paypal',
    'sepaDebit',
    'sofort',
    'usBankAccount',
  ]);
  if (card === undefined || card === 'auto') return 'auto';
  if (card === 'always' || card === 'never') return card;
  throw new IntegrationError("terms.card must be 'auto', 'always' or 'never'.");
}

const updatable = ['defaultValues', 'business', 'paymentMethodOrder', 'fields', 'readOnly', 'terms', 'layout'];

/** What an element takes; `wallets` is given once and stays. */
const optionNames = [...updatable, 'wallets'];

/**
 * The options of a Payment Element, read and checked. The account has cards only: wallets, layouts and orders of payment
 * methods are understood, and there is nothing they could change.
 * @param {unknown} options
 * @returns {ElementOptions}
 */
export function readElementOptions(options) {
  const given = optionsIn(options, 'options', optionNames);
  const { billingDetails, card } = optionsIn(given.defaultValues, 'defaultValues', ['billingDetails', 'card']);
  if (card !== undefined) throw notSimulated('defaultValues.card');
  checkLayout(given.layout);
  optionsIn(given.wallets, 'wallets', ['applePay', 'googlePay', 'link']);
  if (given.readOnly !== undefined && typeof given.readOnly !== 'boolean')
    throw new IntegrationError('readOnly must be true or false.');
  return {
    business: textIn(optionsIn(given.business, 'business', ['name']).name, 'business.name') ?? null,
    readOnly: given.readOnly === true,
    terms: termsOf(given.terms),
    ...fieldsOf(given.fields),
    billingDetails: optionsIn(billingDetails, 'defaultValues.billingDetails', ['name', 'email', 'phone', 'address']),
  };
}
