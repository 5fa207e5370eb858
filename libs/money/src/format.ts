import { type Currency, exponent } from './currency.ts';
import { toDecimalText } from './decimal.ts';
import type { Money } from './money.ts';

type NumberText = `${number}`;

/**
 * The amount as people of the locale write it: format(money(123456n, 'GBP'), 'en-GB') is '£1,234.56'.
 *
 * The decimals are ISO's, not the engine's own (which shows IQD and AFN without any). The digits go to Intl as text, which
 * every engine with ECMAScript 2023 reads exactly; an older one turns the text into a double, and that is exact up to
 * MAX_WIRE_AMOUNT, the most a browser is ever sent. Throws RangeError on a malformed locale.
 */
export function format(value: Money, locale: string): string {
  const text = toDecimalText(value);
  if (!isNumberText(text)) throw new TypeError(`Not a number: ${text}`);
  return formatterOf(value.currency, locale).format(text);
}

/** Making one costs as much as writing some fifty amounts. */
const formatters = new Map<string, Intl.NumberFormat>();
const formattersMost = 200;

function formatterOf(currency: Currency, locale: string): Intl.NumberFormat {
  const name = `${currency} ${locale}`;
  const known = formatters.get(name);
  if (known) return known;
  const decimals = exponent(currency);
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const made = new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits });
  if (formatters.size >= formattersMost) formatters.clear();
  formatters.set(name, made);
  return made;
}

function isNumberText(text: string): text is NumberText {
  return /^-?\d+(\.\d+)?$/.test(text);
}
