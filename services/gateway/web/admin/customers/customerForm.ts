import type { CustomerChange, CustomerModel } from '../../../src/api/models/customer.ts';
import { type AddressForm, bodyOfAddress, formOfAddress } from '../forms/addressForm.ts';
import { languageOf } from '../forms/languages.ts';

export type CustomerForm = {
  name: string;
  email: string;
  currency: string;
  termsDays: string;
  language: string;
  phone: string;
  taxNumber: string;
  poNumber: string;
  tags: string;
  notes: string;
  address: AddressForm;
};
export type CustomerWritten =
  | { ok: true; body: CustomerChange }
  | { ok: false; faults: Readonly<Record<string, string>> };

export function formOfCustomer(customer: CustomerModel | undefined, startName = ''): CustomerForm {
  return {
    name: customer?.name ?? startName,
    email: customer?.email ?? '',
    currency: customer?.currency ?? '',
    termsDays: customer?.termsDays == null ? '' : String(customer.termsDays),
    language: customer?.language ?? '',
    phone: customer?.phone ?? '',
    taxNumber: customer?.taxNumber ?? '',
    poNumber: customer?.poNumber ?? '',
    tags: customer?.tags.join(', ') ?? '',
    notes: customer?.notes ?? '',
    address: formOfAddress(customer?.address ?? undefined),
  };
}

/** What the API takes, or what is wrong by field. The mail's form is the server's to judge; here only what is plainly none. */
export function bodyOfCustomer(form: CustomerForm): CustomerWritten {
  const faults: Record<string, string> = {};
  const name = form.name.trim();
  const email = form.email.trim();
  if (name === '') faults.name = 'Enter a name.';
  if (!/^\S+@\S+\.\S+$/.test(email)) faults.email = 'An address such as accounts@example.com.';
  const terms = form.termsDays.trim();
  if (terms !== '' && (!/^\d{1,3}$/.test(terms) || Number(terms) > 365)) faults.termsDays = 'From 0 to 365 days.';
  const tags = tagsIn(form.tags);
  if (tags.length > MOST_TAGS) faults.tags = `At most ${MOST_TAGS} tags.`;
  else if (tags.some((tag) => tag.length > LONGEST_TAG)) faults.tags = `A tag has at most ${LONGEST_TAG} characters.`;
  const address = bodyOfAddress(form.address);
  if (!address.ok) for (const [part, message] of Object.entries(address.faults)) faults[`address.${part}`] = message;
  if (!address.ok || Object.keys(faults).length > 0) return { ok: false, faults };
  return {
    ok: true,
    body: {
      name,
      email,
      ...(address.body && { address: address.body }),
      ...(form.currency !== '' && { currency: form.currency }),
      ...(terms !== '' && { termsDays: Number(terms) }),
      language: languageOf(form.language) ?? null,
      phone: orNull(form.phone),
      taxNumber: orNull(form.taxNumber),
      poNumber: orNull(form.poNumber),
      notes: orNull(form.notes),
      tags,
    },
  };
}

const MOST_TAGS = 20;
const LONGEST_TAG = 40;

/** Tags as they are typed, between commas; each once, as they will be kept. */
export function tagsIn(typed: string): string[] {
  const tags = typed.split(/[,;]/).map((tag) => tag.trim().replaceAll(/\s+/g, ' ').toLowerCase());
  return [...new Set(tags)].filter((tag) => tag !== '');
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
