import { documentNumber, type NumberForm } from '@purser/billing';
import { fault } from '@purser/fault';
import { refusedField } from './refusals.ts';

export type SeriesKind = 'invoice' | 'creditNote' | 'quote';

/** How documents of one kind are numbered. */
export type Series = NumberForm & {
  /** Each year begins at one. */
  yearly: boolean;
};

/** What a tenant's documents are numbered like until somebody says otherwise. An auditor reads each kind for gaps of its own. */
export const creditNotePrefix = 'CN-';
export const quotePrefix = 'Q-';
export const defaultPadding = 4;

/** The year a number belongs to. Dates as YYYY-MM-DD, in the tenant's zone. */
export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/** The counter that a document of the year is counted by: one for all years unless each begins anew. */
export function counterOf({ yearly }: Pick<Series, 'yearly'>, year: number): number {
  return yearly ? year : 0;
}

const token = /\{YYYY\}|\{YY\}/g;
/** Letters, figures and what stands in numbers by custom: a number is read aloud, typed, and made a file's name. */
const allowed = /^[\p{L}\p{N} ._\-/#]*$/u;

/** @throws Fault invalid with the field that is wrong */
export function checkSeries(series: Series): void {
  for (const field of ['prefix', 'suffix'] as const)
    if (!allowed.test(series[field].replaceAll(token, '')))
      throw refusedField(
        field,
        'not_allowed',
        'Letters, figures, spaces and . _ - / # only, and {YYYY} or {YY} for the year.',
      );
  const years = [...series.prefix.matchAll(token), ...series.suffix.matchAll(token)].length;
  if (years > 1) throw refusedField('prefix', 'year_twice', 'The year can stand in a number once.');
  if (series.yearly && years === 0)
    throw refusedField(
      'prefix',
      'year_missing',
      'Numbers that begin anew each year need the year in them: {YYYY} or {YY}.',
    );
}

/**
 * What a number of the series looks like, as a regular expression that PostgreSQL and JavaScript read alike. Its groups are the
 * figures of the year, where there are any, and those of the place.
 */
export function patternOf({ prefix, suffix }: Series): {
  pattern: string;
  yearGroup: number | null;
  placeGroup: number;
} {
  const source = (text: string) =>
    text
      .replaceAll(/[.*+?^$()|[\]\\/-]/g, '\\$&')
      .replaceAll('{YYYY}', '(\\d{4})')
      .replaceAll('{YY}', '(\\d{2})');
  const yearFirst = prefix.search(token) >= 0;
  const hasYear = yearFirst || suffix.search(token) >= 0;
  const pattern = `^${source(prefix)}(\\d{1,15})${source(suffix)}$`;
  return { pattern, yearGroup: hasYear ? (yearFirst ? 1 : 2) : null, placeGroup: yearFirst ? 2 : 1 };
}

/** The highest place that was given in each year to a number that looks like the series'. */
export type Given = { year: string | null; place: bigint };
/** Where each counter stands from now on; only those that move. */
export type Counters = ReadonlyMap<number, bigint>;

/**
 * Where the counters stand once the series is as asked: never at a number that was given already, whatever the series was
 * called when it was given.
 * @throws Fault rejected `number_taken` for a next number that is not beyond all of its form
 */
export function decideCounters(
  series: Series,
  {
    given,
    standing,
    thisYear,
    next,
  }: { given: readonly Given[]; standing: Counters; thisYear: number; next?: bigint | undefined },
): Counters {
  const highest = new Map<number, bigint>();
  for (const { year, place } of given) {
    const counter = series.yearly ? fullYear(year, thisYear) : 0;
    if (place > (highest.get(counter) ?? 0n)) highest.set(counter, place);
  }
  const current = counterOf(series, thisYear);
  const last = highest.get(current) ?? 0n;
  if (next !== undefined && next <= last) throw taken(series, thisYear, last);
  const moved = new Map<number, bigint>();
  for (const [counter, place] of highest) if (place >= (standing.get(counter) ?? 1n)) moved.set(counter, place + 1n);
  const stays = moved.get(current) ?? standing.get(current) ?? 1n;
  return moved.set(current, next ?? stays);
}

/** Two figures of a year mean the one nearest behind or ahead of today. */
function fullYear(figures: string | null, thisYear: number): number {
  if (figures === null) return thisYear;
  if (figures.length === 4) return Number(figures);
  const century = thisYear - (thisYear % 100);
  const year = century + Number(figures);
  return year > thisYear + 50 ? year - 100 : year;
}

function taken(series: Series, year: number, last: bigint) {
  const message = `${documentNumber(series, year, last)} was given already; the next can be ${last + 1n} at the lowest.`;
  return fault('rejected', 'number_taken', 'A number of this form has been given already.', {
    errors: [{ path: 'next', code: 'number_taken', message }],
  });
}
