import { type Currency, exponent, formatDecimal, isWithinWire } from '@purser/money';

/** What a person typed, read as money. */
export type MoneyReading =
  | { kind: 'empty' }
  | { kind: 'amount'; amount: number }
  | { kind: 'unreadable'; reason: 'notANumber' | 'tooManyDecimals' | 'tooLarge' | 'negative' };

type Signs = { point: string; group: string };

/**
 * Reads an amount as people of the locale write it, in minor units of the currency: `1,234.5` in en-GB and GBP is 123450. The currency's
 * own code or sign may stand before or after, grouping signs where groups end; another currency's sign, and what could be read in two ways,
 * is refused. Digits are never turned into a floating-point number.
 */
export function readMoney(
  typed: string,
  currency: Currency,
  locale: string,
  { negative = false }: { negative?: boolean } = {},
): MoneyReading {
  const bare = withoutCurrency(typed.replace(/[\s\u00a0\u202f'’]/g, ' ').trim(), currency, locale);
  if (bare === '') return { kind: 'empty' };
  const match = /^([-−]?) ?([\d., ]*)$/.exec(bare);
  const parts = match && splitFigures(match[2] ?? '', exponent(currency), signsOf(locale));
  if (!parts) return { kind: 'unreadable', reason: 'notANumber' };
  return toMinorUnits(parts, match[1] !== '', negative, exponent(currency));
}

/** Writes minor units for the box: all decimals of the currency, the locale's point, no grouping. */
export function writeMoney(amount: number, currency: Currency, locale: string): string {
  const decimals = exponent(currency);
  return formatDecimal(BigInt(amount), decimals, decimals).replace('.', signsOf(locale).point);
}

function signsOf(locale: string): Signs {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(12345678.5);
  const of = (type: string) => parts.find((part) => part.type === type)?.value;
  return { point: of('decimal') ?? '.', group: of('group') ?? ',' };
}

/** Takes away one sign of this currency, at either end; a minus before it stays. */
function withoutCurrency(text: string, currency: Currency, locale: string): string {
  const symbols = (['symbol', 'narrowSymbol'] as const).map(
    (currencyDisplay) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay })
        .formatToParts(1)
        .find(({ type }) => type === 'currency')?.value,
  );
  const minus = /^[-−]/.exec(text)?.[0] ?? '';
  const rest = text.slice(minus.length).trim();
  for (const sign of [currency, ...symbols]) {
    if (sign && rest.toUpperCase().startsWith(sign.toUpperCase())) return `${minus}${rest.slice(sign.length).trim()}`;
    if (sign && rest.toUpperCase().endsWith(sign.toUpperCase())) return `${minus}${rest.slice(0, -sign.length).trim()}`;
  }
  return text;
}

type Figures = { whole: string; rest: string };

/** Whole and decimal digits; undefined where the text is no number or could be two. */
function splitFigures(figures: string, decimals: number, { point, group }: Signs): Figures | undefined {
  if (!/\d/.test(figures)) return undefined;
  const other = point === '.' ? ',' : '.';
  const [before = '', after, ...more] = figures.split(point);
  if (more.length > 0 || (after !== undefined && !/^\d*$/.test(after))) return undefined;
  if (after === undefined && decimals > 0) {
    // "12,50" where people write "12.50" can mean one thing only: no group has one or two digits at its end.
    const foreign = new RegExp(`^(\\d+)\\${other}(\\d{1,2})$`).exec(figures);
    if (foreign) return { whole: foreign[1] ?? '', rest: foreign[2] ?? '' };
  }
  // The other sign groups where the locale says so, or where the point stands too and leaves it no other meaning.
  const grouping = other === group || after !== undefined ? [' ', other] : [' '];
  const whole = ungrouped(before, grouping);
  return whole === undefined ? undefined : { whole, rest: after ?? '' };
}

/** The digits of a whole number whose groups, if any, end as groups do: three digits last, two or three before. */
function ungrouped(text: string, signs: readonly string[]): string | undefined {
  if (/^\d*$/.test(text)) return text;
  const sign = signs.find((each) => new RegExp(`^\\d{1,3}(\\${each}\\d{2,3})*\\${each}\\d{3}$`).test(text));
  return sign === undefined ? undefined : text.replaceAll(sign, '');
}

function toMinorUnits({ whole, rest }: Figures, minus: boolean, negative: boolean, decimals: number): MoneyReading {
  if (rest.length > decimals && /[1-9]/.test(rest.slice(decimals)))
    return { kind: 'unreadable', reason: 'tooManyDecimals' };
  if (whole.length > 20) return { kind: 'unreadable', reason: 'tooLarge' };
  const units = BigInt(`${whole}${rest.slice(0, decimals).padEnd(decimals, '0')}` || '0');
  if (!isWithinWire(units)) return { kind: 'unreadable', reason: 'tooLarge' };
  if (minus && units > 0n && !negative) return { kind: 'unreadable', reason: 'negative' };
  return { kind: 'amount', amount: Number(minus && units > 0n ? -units : units) };
}
