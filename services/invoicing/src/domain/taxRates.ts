import type { LineInput, TaxKind, TaxRate } from '@purser/billing';
import { addDays } from '@purser/billing';
import type { FieldError } from '@purser/fault';
import { formatDecimal, PERCENT, parseDecimal } from '@purser/money';
import { refusedField } from './refusals.ts';

/** What a rate charges. */
export type Charge = { percent: string; inclusive: boolean; kind: TaxKind };
/** When it may be charged: the first and the last day, null where open. */
export type Validity = { validFrom: string | null; validUntil: string | null };
export type StoredRate = Charge & Validity & { rateId: string; name: string; used: boolean };

const form = /^txr_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** The tenant's rate that a line names; undefined of a rate that is the line's own. */
export function rateIdOf({ id }: Pick<TaxRate, 'id'>): string | undefined {
  const [, ...groups] = form.exec(id) ?? [];
  return groups.length === 5 ? groups.join('-') : undefined;
}

type Lines = readonly Pick<LineInput, 'taxes'>[];

/** The tenant's rates that lines name, each once. */
export function ratesNamed(lines: Lines): string[] {
  return [...new Set(lines.flatMap(({ taxes }) => taxes.flatMap((tax) => rateIdOf(tax) ?? [])))];
}

/** The same of drafts as they are stored, before they are read: at most some more, where a line's words speak of one. */
export function ratesMentioned(documents: readonly string[]): string[] {
  const names = documents.flatMap((text) => text.match(/txr_[0-9a-f]{32}/g) ?? []);
  return [...new Set(names.flatMap((id) => rateIdOf({ id }) ?? []))];
}

/**
 * What is wrong with the tenant's rates that lines name, by path: a rate there is none of, one that charges something else, and, of an
 * invoice that is issued on a day, one that has ended or not begun.
 */
export function rateFaults(lines: Lines, rates: ReadonlyMap<string, StoredRate>, issuedOn?: string): FieldError[] {
  return lines.flatMap(({ taxes }, line) =>
    taxes.flatMap((tax, at) => {
      const rateId = rateIdOf(tax);
      if (rateId === undefined) return [];
      const fault = faultOf(tax, rates.get(rateId), issuedOn);
      return fault ? [{ path: `lines.${line}.taxes.${at}`, ...fault }] : [];
    }),
  );
}

function faultOf(tax: TaxRate, rate: StoredRate | undefined, on: string | undefined) {
  if (!rate) return { code: 'tax_rate_unknown', message: `${tax.name} is none of your tax rates.` };
  const called = `${rate.name} ${rate.percent}%`;
  if (!chargesTheSame(tax, rate))
    return {
      code: 'tax_rate_changed',
      message: `${called} charges something else than the line says. Choose it again.`,
    };
  if (on === undefined) return undefined;
  const state = stateOn(rate, on);
  if (state === 'ended')
    return {
      code: 'tax_rate_ended',
      message: `${called} ended on ${rate.validUntil}. Choose the rate that took over.`,
    };
  if (state === 'notYet')
    return { code: 'tax_rate_ended', message: `${called} begins on ${rate.validFrom}, after the issue date.` };
  return undefined;
}

function chargesTheSame(tax: TaxRate, rate: StoredRate): boolean {
  return (
    percentText(tax.percent) === rate.percent &&
    tax.inclusive === rate.inclusive &&
    (tax.kind ?? 'standard') === rate.kind
  );
}

export function stateOn({ validFrom, validUntil }: Validity, day: string): 'valid' | 'ended' | 'notYet' {
  // Dates as YYYY-MM-DD sort as text.
  if (validUntil !== null && validUntil < day) return 'ended';
  return validFrom !== null && validFrom > day ? 'notYet' : 'valid';
}

/** @example percentText('020.50') === '20.5' */
function percentText(percent: string): string {
  return formatDecimal(parseDecimal(percent, PERCENT), PERCENT.scale);
}

/** What a rate charges, as it is stored. @throws Fault invalid: a percentage where nothing is charged */
export function chargeOf({ percent, inclusive, kind }: Charge): Charge {
  const written = percentText(percent);
  if (kind !== 'standard' && (written !== '0' || inclusive))
    throw refusedField(
      'percent',
      'not_charged',
      'Reverse charge and exempt rates charge nothing: 0, and not included.',
    );
  return { percent: written, inclusive, kind };
}

/** @throws Fault invalid: a rate that ends before it begins */
export function checkValidity({ validFrom, validUntil }: Validity, path = 'validUntil'): void {
  if (validFrom !== null && validUntil !== null && validUntil < validFrom)
    throw refusedField(path, 'before_beginning', 'A rate ends on the day it begins or later.');
}

/** The last day of a rate that another takes over from. @throws Fault invalid: it would end before it began */
export function lastDayBefore(rate: StoredRate, taken: Validity): string {
  if (taken.validFrom === null)
    throw refusedField('validFrom', 'required', 'Say from which day the new rate takes over.');
  const last = addDays(taken.validFrom, -1);
  checkValidity({ validFrom: rate.validFrom, validUntil: last }, 'validFrom');
  // One that ends earlier keeps its end.
  return rate.validUntil !== null && rate.validUntil < last ? rate.validUntil : last;
}
