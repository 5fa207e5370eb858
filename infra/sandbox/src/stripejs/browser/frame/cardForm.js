/** @import { CardForm, FieldName } from '../shared/cardCheck.ts' */
/** @import { ElementOptions, PageError } from '../shared/protocol.ts' */
import { fieldError, fieldNames, postalCodes } from '../shared/cardCheck.ts';
import { brandOf, cvcLengthOf, digitsOf, formatNumber } from '../shared/cardNumber.ts';
import { formatExpiry } from '../shared/expiry.ts';
import { countries, likelyCountry } from './countries.js';
import { formatAsTyped } from './typing.js';

/** @type {<T extends Element>(id: string, kind: new () => T) => T} */
export function part(id, kind) {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the form has no ${id}`);
}

const inputs = {
  number: part('number', HTMLInputElement),
  expiry: part('expiry', HTMLInputElement),
  cvc: part('cvc', HTMLInputElement),
  country: part('country', HTMLSelectElement),
  postal: part('postal', HTMLInputElement),
};

const asked = { country: true, postal: true };

const isPostalAsked = () => asked.postal && postalCodes[inputs.country.value] !== undefined;

/** What stands in the form now. @returns {CardForm} */
export const readForm = () => ({
  number: inputs.number.value,
  expiry: inputs.expiry.value,
  cvc: inputs.cvc.value,
  country: asked.country ? inputs.country.value : null,
  postal: isPostalAsked() ? inputs.postal.value : null,
});

/** @type {(field: FieldName, error: PageError | undefined) => void} */
export function showError(field, error) {
  const input = inputs[field];
  const place = part(`${field}-error`, HTMLParagraphElement);
  place.textContent = error?.message ?? '';
  place.hidden = error === undefined;
  input.classList.toggle('Input--invalid', error !== undefined);
  if (error) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
}

/** Shows everything that is wrong, moves there, and gives back the first of it. @returns {PageError | undefined} */
export function checkForm() {
  const form = readForm();
  const now = new Date();
  const faults = fieldNames.map((field) => ({ field, error: fieldError(field, form, now) }));
  for (const { field, error } of faults) showError(field, error);
  const first = faults.find(({ error }) => error !== undefined);
  if (first) inputs[first.field].focus();
  return first?.error;
}

/** Whether everything is there, and whether nothing is. */
export function progress() {
  const form = readForm();
  const now = new Date();
  return {
    complete: fieldNames.every((field) => fieldError(field, form, now) === undefined),
    empty: form.number === '' && form.expiry === '' && form.cvc === '',
  };
}

function adaptToCountry() {
  const rule = postalCodes[inputs.country.value];
  part('postal-field', HTMLElement).hidden = !isPostalAsked();
  part('postal-label', HTMLLabelElement).textContent = rule?.label ?? '';
  inputs.postal.inputMode = rule?.digits ? 'numeric' : 'text';
  showError('postal', undefined);
}

function adaptToNumber() {
  const digits = digitsOf(inputs.number.value);
  const brand = brandOf(digits);
  const cvcLength = cvcLengthOf(digits);
  document.documentElement.dataset.brand = digits === '' ? 'none' : brand;
  inputs.cvc.maxLength = cvcLength;
  inputs.cvc.placeholder = cvcLength === 4 ? '1234' : '123';
  part('brand-name', HTMLElement).textContent = digits === '' || brand === 'unknown' ? '' : `Card brand: ${brand}`;
}

/** @type {(field: FieldName) => void} */
function checkOnLeaving(field) {
  const error = fieldError(field, readForm(), new Date());
  showError(field, inputs[field].value === '' ? undefined : error);
}

/** @type {(field: FieldName) => void} */
function markState(field) {
  const input = inputs[field];
  input.classList.toggle('Input--empty', input.value === '');
  input.classList.toggle('Input--complete', fieldError(field, readForm(), new Date()) === undefined);
}

/**
 * Brings the form to life.
 * @param {() => void} changed
 */
export function startForm(changed) {
  inputs.country.append(...countries.map(({ code, name }) => new Option(name, code)));
  inputs.country.value = likelyCountry();
  formatAsTyped(inputs.number, formatNumber);
  formatAsTyped(inputs.expiry, formatExpiry);
  formatAsTyped(inputs.cvc, (text) => digitsOf(text).slice(0, cvcLengthOf(digitsOf(inputs.number.value))));
  inputs.number.addEventListener('input', adaptToNumber);
  inputs.country.addEventListener('change', adaptToCountry);
  for (const field of fieldNames) {
    inputs[field].addEventListener('input', () => {
      showError(field, undefined);
      markState(field);
      changed();
    });
    inputs[field].addEventListener('blur', () => checkOnLeaving(field));
    inputs[field].addEventListener('focus', () => inputs[field].classList.add('Input--focused'));
    inputs[field].addEventListener('blur', () => inputs[field].classList.remove('Input--focused'));
    markState(field);
  }
  part('form', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault());
  adaptToCountry();
  adaptToNumber();
}

/** @type {(values: Partial<Record<FieldName, string>>) => void} */
export function fillForm(values) {
  for (const field of fieldNames) {
    const value = values[field];
    if (value === undefined) continue;
    inputs[field].value = value;
    inputs[field].dispatchEvent(new Event('input', { bubbles: true }));
    inputs[field].dispatchEvent(new Event('change', { bubbles: true }));
  }
}

export const clearForm = () => fillForm({ number: '', expiry: '', cvc: '', postal: '' });

/** @type {(options: ElementOptions) => void} */
export function applyOptions({ askCountry, askPostal, readOnly }) {
  asked.country = askCountry;
  asked.postal = askPostal;
  part('country-field', HTMLElement).hidden = !askCountry;
  for (const field of fieldNames) inputs[field].disabled = readOnly;
  adaptToCountry();
}

/** @type {(locked: boolean) => void} */
export function lockForm(locked) {
  part('form', HTMLFormElement).inert = locked;
  part('form', HTMLFormElement).setAttribute('aria-busy', String(locked));
}
