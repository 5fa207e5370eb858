import { parseDecimal } from '@purser/money';

const LIMITS = { scale: 18, integerDigits: 12 };
const MOST_DIGITS = 12;

/** A rate that somebody typed, with a point or a comma, as the API takes it; undefined when it is none. */
export function readRate(text: string): string | undefined {
  const written = text.trim().replace(',', '.');
  try {
    const digits = String(parseDecimal(written, LIMITS)).replace(/0+$/, '');
    return digits.length > 0 && digits.length <= MOST_DIGITS ? written : undefined;
  } catch {
    return undefined;
  }
}
