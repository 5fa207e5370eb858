import type { CompanyModel, TenantModel } from '../../../src/api/models/tenant.ts';
import { type AddressForm, bodyOfAddress, formOfAddress } from '../forms/addressForm.ts';

const bankParts = ['accountName', 'bankName', 'iban', 'bic', 'sortCode', 'accountNumber'] as const;
export type BankPart = (typeof bankParts)[number];
const textParts = ['legalName', 'email', 'phone', 'website', 'taxNumber', 'registrationNumber'] as const;
export type CompanyPartName = (typeof textParts)[number];

export type CompanyForm = Record<CompanyPartName, string> & { address: AddressForm; bank: Record<BankPart, string> };
export type CompanyWritten = { ok: true; body: CompanyModel } | { ok: false; faults: Readonly<Record<string, string>> };

export function formOfCompany({ company, name }: Pick<TenantModel, 'company' | 'name'>): CompanyForm {
  const { email = '', phone = '', website = '', taxNumber = '', registrationNumber = '', bank } = company ?? {};
  return {
    legalName: company?.legalName ?? name,
    email,
    phone,
    website,
    taxNumber,
    registrationNumber,
    address: formOfAddress(company?.address),
    bank: {
      accountName: bank?.accountName ?? '',
      bankName: bank?.bankName ?? '',
      iban: bank?.iban ?? '',
      bic: bank?.bic ?? '',
      sortCode: bank?.sortCode ?? '',
      accountNumber: bank?.accountNumber ?? '',
    },
  };
}

/** What the API takes, or what is wrong by field (`legalName`, `address.city`, `bank.iban`). What is empty is left out. */
export function bodyOfCompany(form: CompanyForm): CompanyWritten {
  const faults: Record<string, string> = {};
  const legalName = form.legalName.trim();
  if (legalName === '') faults.legalName = 'Enter the name that stands on documents.';
  const website = withScheme(form.website.trim());
  if (website !== '' && !isAddress(website)) faults.website = 'An address such as https://example.com.';
  const email = form.email.trim();
  if (email !== '' && !/^\S+@\S+\.\S+$/.test(email)) faults.email = 'An address such as accounts@example.com.';
  const address = bodyOfAddress(form.address);
  if (!address.ok) for (const [part, message] of Object.entries(address.faults)) faults[`address.${part}`] = message;
  const bank = bankOf(form.bank, faults);
  if (!address.ok || Object.keys(faults).length > 0) return { ok: false, faults };
  const { phone, taxNumber, registrationNumber } = form;
  return {
    ok: true,
    body: {
      legalName,
      ...present({ email, phone, website, taxNumber, registrationNumber }),
      ...(address.body && { address: address.body }),
      ...(bank && { bank }),
    },
  };
}

function bankOf(form: CompanyForm['bank'], faults: Record<string, string>): CompanyModel['bank'] {
  const given = present(form);
  if (Object.keys(given).length === 0) return undefined;
  const { accountName = '', ...rest } = given;
  if (accountName === '') faults['bank.accountName'] = 'Enter whose account it is.';
  if (!rest.iban && !rest.accountNumber) faults['bank.iban'] = 'Enter an IBAN, or an account number below.';
  return { accountName, ...rest };
}

/** The texts that say something. */
function present<Name extends string>(texts: Record<Name, string>): Partial<Record<Name, string>> {
  const kept: Partial<Record<Name, string>> = {};
  for (const name in texts) {
    const text = texts[name].trim();
    if (text !== '') kept[name] = text;
  }
  return kept;
}

/** People leave the scheme out. */
const withScheme = (text: string): string => (text === '' || /^[a-z]+:/i.test(text) ? text : `https://${text}`);

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
