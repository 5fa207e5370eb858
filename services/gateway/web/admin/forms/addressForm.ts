import type { AddressModel } from '../../../src/api/models/customer.ts';

export type AddressForm = {
  line1: string;
  line2: string;
  city: string;
  region: string;
  postcode: string;
  country: string;
};
export type AddressWritten =
  | { ok: true; body: AddressModel | undefined }
  | { ok: false; faults: Readonly<Record<string, string>> };

export function formOfAddress(address: AddressModel | undefined): AddressForm {
  const { line1 = '', line2 = '', city = '', region = '', postcode = '', country = '' } = address ?? {};
  return { line1, line2, city, region, postcode, country };
}

/** An address is whole or there is none: the country alone is none. */
export function bodyOfAddress(form: AddressForm): AddressWritten {
  const { line1, line2, city, region, postcode, country } = trimmed(form);
  if ([line1, line2, city, region, postcode].every((text) => text === '')) return { ok: true, body: undefined };
  const faults: Record<string, string> = {};
  if (line1 === '') faults.line1 = 'Enter the street, or clear the address.';
  if (city === '') faults.city = 'Enter the town.';
  if (country === '') faults.country = 'Choose the country.';
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  return {
    ok: true,
    body: { line1, ...(line2 && { line2 }), city, ...(region && { region }), ...(postcode && { postcode }), country },
  };
}

function trimmed({ line1, line2, city, region, postcode, country }: AddressForm): AddressForm {
  return {
    line1: line1.trim(),
    line2: line2.trim(),
    city: city.trim(),
    region: region.trim(),
    postcode: postcode.trim(),
    country: country.trim(),
  };
}
