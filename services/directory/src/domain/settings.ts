import { fault } from '@purser/fault';
import { isCurrency } from '@purser/money';

/** @throws Fault invalid for a code that no country uses. */
export function knownCurrency(code: string, path: string): string {
  if (isCurrency(code)) return code;
  throw invalid(path, 'unknown_currency', `${code} is not a currency in use.`);
}

/** @throws Fault invalid for a zone that is not in the time zone database. */
export function knownTimeZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone && zone;
  } catch {
    throw invalid('timeZone', 'unknown_time_zone', `${zone} is not a time zone, as in Europe/London.`);
  }
}

/** Input that was refused, with its path. */
export function invalid(path: string, code: string, message: string) {
  return fault('invalid', 'invalid_input', 'The input was refused.', { errors: [{ path, code, message }] });
}
