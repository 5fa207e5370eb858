import { directory as contract, languages } from '@purser/contracts';
import { isCurrency } from '@purser/money';
import type { z } from 'zod';

type Field = contract.ImportField;
export type Cells = { [field in Field]?: string | undefined };
export type Problem = { field: string; message: string };
/** What a row says of a customer; what it says nothing of is left out. */
export type RowFields = Partial<Omit<z.output<typeof contract.createCustomer.input>, 'customerId'>>;
type Read = { ok: true; fields: RowFields } | { ok: false; problems: Problem[] };

const shape = contract.createCustomer.input.omit({ customerId: true }).partial();
const addressParts = ['line1', 'line2', 'city', 'region', 'postcode', 'country'] as const;
const plainParts = ['name', 'email', 'phone', 'taxNumber', 'poNumber', 'notes'] as const;
const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** The texts of a row as a customer's fields, or each thing that is wrong with them. Nothing is guessed: a country is its two letters. */
export function readImportRow(cells: Cells): Read {
  const problems: Problem[] = [];
  const said = (field: Field) => cells[field]?.trim() || undefined;
  const raw: Record<string, unknown> = {};
  for (const part of plainParts) if (said(part)) raw[part] = said(part);
  const address = Object.fromEntries(addressParts.flatMap((part) => (said(part) ? [[part, said(part)]] : [])));
  if (Object.keys(address).length > 0) {
    for (const part of ['line1', 'city', 'country'] as const)
      if (!address[part]) problems.push({ field: part, message: 'An address needs a street, a town and a country.' });
    if (address.country && !isCountry(address.country))
      problems.push({ field: 'country', message: 'A country is its two letters, as in GB.' });
    raw.address = address;
  }
  const currency = said('currency');
  if (currency && !isCurrency(currency))
    problems.push({ field: 'currency', message: 'A currency is three letters of one in use, as in GBP.' });
  if (currency) raw.currency = currency;
  const days = said('termsDays');
  if (days && !/^\d{1,3}$/.test(days)) problems.push({ field: 'termsDays', message: 'Terms are days, from 0 to 365.' });
  else if (days) raw.terms_days = Number(days);
  const language = said('language');
  if (language && !languages.some((tag) => tag === language))
    problems.push({ field: 'language', message: `A language is one of ${languages.join(', ')}.` });
  if (language) raw.language = language;
  const tags = said('tags')
    ?.split(/[,;]/)
    .map((tag) => tag.trim());
  if (tags) raw.tags = [...new Set(tags.filter((tag) => tag !== ''))];
  if (problems.length > 0) return { ok: false, problems };
  const read = shape.safeParse(raw);
  if (read.success) return { ok: true, fields: read.data };
  return {
    ok: false,
    problems: read.error.issues.map(({ path, message }) => ({ field: columnOf(path), message })),
  };
}

/** The column that a field's path stands in. */
function columnOf([first, second]: readonly PropertyKey[]): string {
  if (first === 'address') return String(second ?? 'line1');
  return first === 'terms_days' ? 'termsDays' : String(first);
}

/** Codes of regions that are no country. */
const noCountries = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);

function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && !noCountries.has(code) && regions.of(code) !== undefined;
}
