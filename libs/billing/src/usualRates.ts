import type { TaxRate } from './invoiceInput.ts';

export type UsualRate = Required<Omit<TaxRate, 'id'>>;

/** What the tax is called where a country's customers read the invoice, and what is charged: standard first, then the reduced rates. */
const vat: Readonly<Record<string, readonly [name: string, ...percents: string[]]>> = {
  AT: ['USt.', '20', '13', '10'],
  AU: ['GST', '10'],
  BE: ['BTW/TVA', '21', '12', '6'],
  CH: ['MWST', '8.1', '3.8', '2.6'],
  CZ: ['DPH', '21', '12'],
  DE: ['USt.', '19', '7'],
  DK: ['Moms', '25'],
  ES: ['IVA', '21', '10', '4'],
  FR: ['TVA', '20', '10', '5.5', '2.1'],
  GB: ['VAT', '20', '5', '0'],
  IE: ['VAT', '23', '13.5', '9'],
  IT: ['IVA', '22', '10', '5', '4'],
  LU: ['TVA', '17', '14', '8', '3'],
  NL: ['BTW', '21', '9'],
  NO: ['MVA', '25', '15', '12'],
  NZ: ['GST', '15'],
  PL: ['VAT', '23', '8', '5'],
  PT: ['IVA', '23', '13', '6'],
  SE: ['Moms', '25', '12', '6'],
};

/** Countries whose businesses sell to those of others without tax: the buyer accounts for it. */
const reverseCharging = new Set([
  'AT',
  'BE',
  'CZ',
  'DE',
  'DK',
  'ES',
  'FR',
  'GB',
  'IE',
  'IT',
  'LU',
  'NL',
  'PL',
  'PT',
  'SE',
]);

/**
 * The rates in common use in a country (ISO 3166, two capital letters), to begin with: what a tenant really charges is the tenant's to
 * say. None for a country without a national rate, or whose rates are not known here.
 */
export function usualRates(country: string): UsualRate[] {
  const [name, ...percents] = (Object.hasOwn(vat, country) && vat[country]) || [];
  if (name === undefined) return [];
  const rate = (percent: string, kind: UsualRate['kind']): UsualRate => ({ name, percent, inclusive: false, kind });
  return [
    ...percents.map((percent) => rate(percent, 'standard')),
    ...(reverseCharging.has(country) ? [rate('0', 'reverseCharge')] : []),
    rate('0', 'exempt'),
  ];
}

const zones: Readonly<Record<string, string>> = {
  'Europe/Amsterdam': 'NL',
  'Europe/Belfast': 'GB',
  'Europe/Berlin': 'DE',
  'Europe/Brussels': 'BE',
  'Europe/Busingen': 'DE',
  'Europe/Copenhagen': 'DK',
  'Europe/Dublin': 'IE',
  'Europe/Lisbon': 'PT',
  'Europe/London': 'GB',
  'Europe/Luxembourg': 'LU',
  'Europe/Madrid': 'ES',
  'Europe/Oslo': 'NO',
  'Europe/Paris': 'FR',
  'Europe/Prague': 'CZ',
  'Europe/Rome': 'IT',
  'Europe/Stockholm': 'SE',
  'Europe/Vienna': 'AT',
  'Europe/Warsaw': 'PL',
  'Europe/Zurich': 'CH',
  'Atlantic/Azores': 'PT',
  'Atlantic/Canary': 'ES',
  'Atlantic/Madeira': 'PT',
  'Pacific/Auckland': 'NZ',
};

/** The country that a time zone speaks for, where it speaks for one whose rates are known here. */
export function countryOfZone(timeZone: string): string | undefined {
  if (timeZone.startsWith('Australia/')) return 'AU';
  return Object.hasOwn(zones, timeZone) ? zones[timeZone] : undefined;
}
