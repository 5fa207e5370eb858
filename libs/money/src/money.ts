import type { Currency } from './currency.ts';
import { MoneyError } from './moneyError.ts';

/** An amount in minor units (pence for GBP, yen for JPY) of one currency. */
export type Money = { readonly amount: bigint; readonly currency: Currency };

export function money(amount: bigint, currency: Currency): Money {
  return { amount, currency };
}

export function zero(currency: Currency): Money {
  return { amount: 0n, currency };
}

/** Throws `currencyMismatch`. */
export function add(a: Money, b: Money): Money {
  return { amount: a.amount + sameCurrency(a, b).amount, currency: a.currency };
}

/** Throws `currencyMismatch`. */
export function subtract(a: Money, b: Money): Money {
  return { amount: a.amount - sameCurrency(a, b).amount, currency: a.currency };
}

export function negate(a: Money): Money {
  return { amount: -a.amount, currency: a.currency };
}

/** -1 when a is less than b, 0 when equal, 1 when more; fit for `sort`. Throws `currencyMismatch`. */
export function compare(a: Money, b: Money): -1 | 0 | 1 {
  sameCurrency(a, b);
  if (a.amount === b.amount) return 0;
  return a.amount < b.amount ? -1 : 1;
}

/** Equal in amount and currency. Two currencies are never equal, not even at zero; this one does not throw. */
export function equals(a: Money, b: Money): boolean {
  return a.amount === b.amount && a.currency === b.currency;
}

/** The currency is asked for because an empty list has a sum too. Throws `currencyMismatch`. */
export function sum(amounts: Iterable<Money>, currency: Currency): Money {
  let total = zero(currency);
  for (const amount of amounts) total = add(total, amount);
  return total;
}

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) {
    throw new MoneyError('currencyMismatch', `Cannot mix ${a.currency} and ${b.currency}`);
  }
  return b;
}
