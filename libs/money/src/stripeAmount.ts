import { type Currency, minorUnitsPerUnit, currency as parseCurrency } from './currency.ts';
import type { Money } from './money.ts';
import { MoneyError } from './moneyError.ts';
import { floor, type Rational, rational } from './rational.ts';
import { halfUp } from './rounding.ts';
import { STRIPE_MINIMUMS, stripeMaximum, stripeScale } from './stripeCurrencies.ts';

/** An amount as Stripe's API takes and gives it: Stripe's unit for the currency, and the code in small letters. */
export type StripeAmount = { readonly amount: number; readonly currency: string };

/** What to do with an amount that Stripe cannot take to the unit (KWD 1.234, MGA 1.50). */
export type StripeInexact = 'refuse' | 'round';

/**
 * The amount to send to Stripe. Refusing the inexact is the default: a charge that differs from the invoice is a decision.
 * With 'round' it goes to the nearest amount Stripe takes, halves up; `fromStripe` of the result says what is charged.
 *
 * Throws `stripeNegative`, `stripeInexact`, `stripeTooLarge`, `stripeScaleUnknown`. Zero is let through: a price may be
 * free; whether a charge is too small is {@link isBelowStripeMinimum}.
 */
export function toStripe(value: Money, inexact: StripeInexact = 'refuse'): StripeAmount {
  if (value.amount < 0n) throw new MoneyError('stripeNegative', `Stripe takes no negative amount: ${described(value)}`);
  const { step } = stripeScale(value.currency);
  const steps = inStripeSteps(value);
  if (inexact === 'refuse' && floor(steps) * steps.denominator !== steps.numerator) {
    throw new MoneyError('stripeInexact', `Stripe cannot take ${described(value)} to the unit`);
  }
  const amount = halfUp(steps) * step;
  if (amount > stripeMaximum(value.currency)) {
    throw new MoneyError('stripeTooLarge', `Above the largest amount Stripe takes: ${described(value)}`);
  }
  return { amount: Number(amount), currency: value.currency.toLowerCase() };
}

/**
 * What Stripe means by an amount of its own. Negative amounts are read (balance transactions have them). Throws
 * `malformedAmount` (no safe whole number), `unknownCurrency`, `stripeScaleUnknown`, and `stripeInexact` where the
 * amount has digits that the currency has not (UGX 150 in Stripe's units would be one and a half shillings).
 */
export function fromStripe(value: StripeAmount): Money {
  if (!Number.isSafeInteger(value.amount)) {
    throw new MoneyError('malformedAmount', `Stripe's amounts are whole numbers: ${value.amount}`);
  }
  const code = parseCurrency(value.currency);
  const scaled = BigInt(value.amount) * minorUnitsPerUnit(code);
  const perUnit = 10n ** BigInt(stripeScale(code).decimals);
  if (scaled % perUnit !== 0n) {
    throw new MoneyError('stripeInexact', `${value.amount} ${value.currency} is no whole number of minor units`);
  }
  return { amount: scaled / perUnit, currency: code };
}

/** The smallest charge, where Stripe documents one for the currency. */
export function stripeMinimum(currency: Currency): Money | undefined {
  const minimum = STRIPE_MINIMUMS.get(currency);
  return minimum === undefined ? undefined : fromStripe({ amount: Number(minimum), currency });
}

/** Whether a charge would be refused as too small, as far as Stripe documents it; false where it documents nothing. */
export function isBelowStripeMinimum(value: Money): boolean {
  const minimum = stripeMinimum(value.currency);
  return minimum !== undefined && value.amount < minimum.amount;
}

/** The smallest amount that Stripe sends or takes of a currency, in minor units: ten fils, a whole ariary, one of most. */
export function stripeStep(code: Currency): bigint {
  const { decimals, step } = stripeScale(code);
  return (minorUnitsPerUnit(code) * step) / 10n ** BigInt(decimals);
}

function inStripeSteps(value: Money): Rational {
  const { decimals, step } = stripeScale(value.currency);
  return rational(value.amount * 10n ** BigInt(decimals), minorUnitsPerUnit(value.currency) * step);
}

function described(value: Money): string {
  return `${value.amount} minor units of ${value.currency}`;
}
