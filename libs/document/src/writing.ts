import { currency as currencyOf, format, money } from '@purser/money';
import { fill, type Labels, labelsOf } from './labels.ts';

/** How a document's figures, dates and places are written. */
export type Writing = {
  language: string;
  labels: Labels;
  /** Minor units. */
  amount(units: number): string;
  /** As `amount`, taken away. */
  less(units: number): string;
  /** A decimal text. */
  number(text: string): string;
  percent(text: string): string;
  /** `YYYY-MM-DD`. */
  day(iso: string): string;
  /** An ISO 3166 code. */
  country(code: string): string;
};

/** Scripts in which documents write figures and dates. Elsewhere, as on paper that only knows these, they are English. */
const scripts = new Set(['Latn', 'Grek', 'Cyrl']);

/**
 * A locale is text from outside: what is none is read as `en-GB`. Digits are 0 to 9 everywhere, since they are compared and typed
 * into banks.
 */
export function writingFor(given: string, currency: string): Writing {
  const locale = drawable(given);
  const { language, labels } = labelsOf(locale.language);
  const tag = new Intl.Locale(locale, { numberingSystem: 'latn', calendar: 'gregory' }).toString();
  const days = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 20 });
  const places = new Intl.DisplayNames(tag, { type: 'region' });
  const unit = currencyOf(currency);
  // Of all signs of currencies the baht's alone is in no script that documents are drawn in.
  const amount = (units: number) => format(money(BigInt(units), unit), tag).replace('\u0e3f', unit);
  const number = (text: string) => (isNumberText(text) ? numbers.format(text) : clean(text));
  return {
    language,
    labels,
    amount,
    less: (units) => amount(-units),
    number,
    percent: (text) => fill(labels.percent, number(text)),
    day: (iso) => days.format(Date.parse(`${iso}T00:00:00Z`)),
    country: (code) => places.of(code) ?? code,
  };
}

function drawable(given: string): Intl.Locale {
  try {
    const locale = new Intl.Locale(given);
    return scripts.has(locale.maximize().script ?? '') ? locale : new Intl.Locale('en', { region: locale.region });
  } catch {
    return new Intl.Locale('en-GB');
  }
}

function isNumberText(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text);
}

/**
 * Text as it may stand on a sheet: composed, one kind of line end, and none of the characters that are not seen but change what is
 * (controls, and the marks that turn the direction of writing, with which one name can be made to look like another).
 */
export function clean(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\t\u2028\u2029]/g, ' ')
    .replace(/(?!\n)[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();
}
