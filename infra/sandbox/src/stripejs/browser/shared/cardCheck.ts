import { cvcLengthOf, digitsOf, numberFault } from './cardNumber.ts';
import { type ExpiryFault, expiryFault } from './expiry.ts';
import type { PageError } from './protocol.ts';

export type FieldName = 'number' | 'expiry' | 'cvc' | 'country' | 'postal';

/** What stands in the form, as typed. A part that is not asked for is null. */
export interface CardForm {
  number: string;
  expiry: string;
  cvc: string;
  country: string | null;
  postal: string | null;
}

type FaultCode =
  | 'incomplete_number'
  | 'invalid_number'
  | ExpiryFault
  | 'incomplete_cvc'
  | 'incomplete_zip'
  | 'incomplete_country';

const messages: Record<FaultCode, string> = {
  incomplete_number: 'Your card number is incomplete.',
  invalid_number: 'Your card number is invalid.',
  incomplete_expiry: "Your card's expiration date is incomplete.",
  invalid_expiry_month: "Your card's expiration date is invalid.",
  invalid_expiry_year: "Your card's expiration year is invalid.",
  invalid_expiry_year_past: "Your card's expiration year is in the past.",
  invalid_expiry_month_past: "Your card's expiration date is in the past.",
  incomplete_cvc: "Your card's security code is incomplete.",
  incomplete_zip: 'Your postal code is incomplete.',
  incomplete_country: 'Choose your country.',
};

/** Where a postcode is asked for, what it is called and how short it may be. */
export const postalCodes: Readonly<Record<string, { label: string; shortest: number; digits: boolean }>> = {
  US: { label: 'ZIP code', shortest: 5, digits: true },
  GB: { label: 'Postcode', shortest: 5, digits: false },
  CA: { label: 'Postal code', shortest: 6, digits: false },
};

function postalFault({ postal, country }: CardForm): FaultCode | undefined {
  const shortest = postalCodes[country ?? '']?.shortest;
  if (postal === null || shortest === undefined) return undefined;
  return postal.replaceAll(/\s/g, '').length < shortest ? 'incomplete_zip' : undefined;
}

const faultOf: Record<FieldName, (form: CardForm, now: Date) => FaultCode | undefined> = {
  number: (form) => numberFault(digitsOf(form.number)),
  expiry: (form, now) => expiryFault(form.expiry, now),
  cvc: (form) => (form.cvc.length < cvcLengthOf(digitsOf(form.number)) ? 'incomplete_cvc' : undefined),
  country: (form) => (form.country === '' ? 'incomplete_country' : undefined),
  postal: postalFault,
};

export const fieldNames: readonly FieldName[] = ['number', 'expiry', 'cvc', 'country', 'postal'];

/** What is wrong with one field, as Stripe.js tells it, or nothing. */
export function fieldError(field: FieldName, form: CardForm, now: Date): PageError | undefined {
  const code = faultOf[field](form, now);
  return code && { type: 'validation_error', code, message: messages[code] };
}

/** The field that a refusal of the bank speaks of. */
export function refusedField(code: string | undefined): FieldName {
  if (code === 'incorrect_cvc' || code === 'invalid_cvc') return 'cvc';
  if (code === 'expired_card' || code?.startsWith('invalid_expiry')) return 'expiry';
  return code === 'incorrect_zip' ? 'postal' : 'number';
}
