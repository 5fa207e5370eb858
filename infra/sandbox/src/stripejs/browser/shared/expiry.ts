import { digitsOf } from './cardNumber.ts';

export type ExpiryFault =
  | 'incomplete_expiry'
  | 'invalid_expiry_month'
  | 'invalid_expiry_year'
  | 'invalid_expiry_year_past'
  | 'invalid_expiry_month_past';

const gap = ' / ';
/** No card is valid for longer. */
const longestYears = 50;

/** Month and year as digits: a first digit that starts no month, or one ended by a slash, is a month by itself. */
function expiryDigits(text: string): string {
  const digits = digitsOf(text);
  const single = /^\s*(\d)\s*\//.exec(text)?.[1];
  if (single !== undefined && single !== '0') return `0${digits}`;
  if (/^[2-9]/.test(digits)) return `0${digits}`;
  if (/^1[3-9]/.test(digits)) return `0${digits}`;
  return digits;
}

/** `MM / YY` as far as it was typed. Autofill writes four digits of a year; its first two say nothing. */
export function formatExpiry(text: string): string {
  const digits = expiryDigits(text);
  const month = digits.slice(0, 2);
  const rest = digits.slice(2);
  const year = rest.length >= 4 && rest.startsWith('20') ? rest.slice(2, 4) : rest.slice(0, 2);
  return digits.length < 2 ? digits : `${month}${gap}${year}`;
}

/** Month 1 to 12 and the full year, once both are typed. */
export function readExpiry(text: string): { month: number; year: number } | undefined {
  const digits = expiryDigits(text);
  if (digits.length !== 4) return undefined;
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2)) };
}

/** What is wrong with an expiry on a given day, or nothing. A card is valid to the end of its month. */
export function expiryFault(text: string, now: Date): ExpiryFault | undefined {
  const expiry = readExpiry(text);
  if (!expiry) return 'incomplete_expiry';
  if (expiry.month < 1 || expiry.month > 12) return 'invalid_expiry_month';
  const thisYear = now.getFullYear();
  if (expiry.year < thisYear) return 'invalid_expiry_year_past';
  if (expiry.year > thisYear + longestYears) return 'invalid_expiry_year';
  if (expiry.year === thisYear && expiry.month < now.getMonth() + 1) return 'invalid_expiry_month_past';
  return undefined;
}
