import { format, currency as knownCurrency, money } from '@purser/money';

export function amountWords(amount: number, currency: string, locale: string): string {
  return format(money(BigInt(amount), knownCurrency(currency)), locale);
}

export function dateWords(date: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}
