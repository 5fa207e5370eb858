import { exponent } from './currency.ts';
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
  const decimals = exponent(value.currency);
  const formatter = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: value.currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const text = toDecimalText(value);
  if (!isNumberText(text)) throw new TypeError(`Not a number: ${text}`);
  return formatter.format(text);
}

function isNumberText(text: string): text is NumberText {
  return /^-?\d+(\.\d+)?$/.test(text);
}
