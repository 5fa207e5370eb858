/**
 * How a VAT number of each country of the European Union looks after its two letters, as the Commission's VIES has it. Keys are ISO 3166;
 * Greece alone writes another prefix. That a number looks right does not say that it is in force: VIES does.
 */
const numbers: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  GR: /^\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
};

const countryOf = (prefix: string) => (prefix === 'EL' ? 'GR' : prefix === 'GR' ? '' : prefix);

/**
 * The country of the European Union (ISO 3166) that a tax number is of; undefined of any other number.
 * @example euVatCountry('de 136-695.976') === 'DE'
 */
export function euVatCountry(taxNumber: string): string | undefined {
  const plain = taxNumber.toUpperCase().replaceAll(/[\s.\-/]/g, '');
  const country = countryOf(plain.slice(0, 2));
  const form = Object.hasOwn(numbers, country) ? numbers[country] : undefined;
  return form?.test(plain.slice(2)) ? country : undefined;
}

/**
 * Where services to a business are usually billed without VAT, since it accounts for it (Directive 2006/112/EC, articles 44 and 196):
 * seller and buyer are in different countries of the European Union, and the buyer has a VAT number there. A suggestion and no more:
 * goods, services on the spot, and a number that is no longer in force are billed otherwise, and whoever bills knows.
 * @param seller.country ISO 3166, or null where it is not known
 * @returns the buyer's country, or null where there is nothing to suggest
 */
export function suggestReverseCharge(
  seller: { country: string | null; taxNumber: string | null },
  buyer: { taxNumber: string | null },
): string | null {
  const from = (seller.taxNumber === null ? undefined : euVatCountry(seller.taxNumber)) ?? seller.country;
  const to = buyer.taxNumber === null ? undefined : euVatCountry(buyer.taxNumber);
  if (from === null || to === undefined || !Object.hasOwn(numbers, from) || from === to) return null;
  return to;
}
