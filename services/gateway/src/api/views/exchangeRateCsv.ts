import { fault } from '@purser/fault';
import { type ExchangeRateBody, exchangeRateBody } from '../models/exchangeRate.ts';
import { readCsv } from '../readCsv.ts';

const { element } = exchangeRateBody.shape.rates;
const columns = ['currency', 'effectiveFrom', 'rate'] as const;
const mostRows = 1000;
/** Mistakes that are told at once. */
const mostTold = 20;

/** Names of columns are read as people write them: `Effective from` is `effectiveFrom`. */
const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, '');

/**
 * The rates of a table whose head names the columns currency, effectiveFrom and rate; others are left out.
 * @throws Fault invalid `csv_malformed`, `csv_too_many_rows`, `csv_columns`; `invalid_input` with each mistake by its line
 */
export function readRatesCsv(csv: string): ExchangeRateBody['rates'] {
  const { head, rows } = readCsv(csv);
  const names = head.map(plain);
  const at = columns.map((column) => {
    const places = names.flatMap((name, place) => (name === plain(column) ? [place] : []));
    const [place, more] = places;
    if (place === undefined || more !== undefined)
      throw fault(
        'invalid',
        'csv_columns',
        `The first row names one column ${column}; this one names ${places.length}.`,
      );
    return place;
  });
  if (rows.length === 0) throw fault('invalid', 'csv_malformed', 'The table has no rows below its head.');
  if (rows.length > mostRows)
    throw fault('invalid', 'csv_too_many_rows', `A table has ${mostRows} rates at most. Divide it into several.`);
  const errors: { path: string; code: string; message: string }[] = [];
  const rates = rows.flatMap(({ line, cells }) => {
    const [currency = '', effectiveFrom = '', rate = ''] = at.map((place) => (cells[place] ?? '').trim());
    const read = element.safeParse({ currency: currency.toUpperCase(), effectiveFrom, rate });
    if (read.success) return [read.data];
    // One mistake of a line is enough to find it.
    const [issue] = read.error.issues;
    if (issue)
      errors.push({
        path: `csv.${line}.${issue.path.join('.')}`,
        code: issue.code,
        message: `Line ${line}: ${issue.message}`,
      });
    return [];
  });
  if (errors.length > 0)
    throw fault('invalid', 'invalid_input', 'Nothing was stored: some rows are no rates.', {
      errors: errors.slice(0, mostTold),
    });
  return rates;
}
