import { currency } from './currency.ts';
import type { Money } from './money.ts';
import { MoneyError } from './moneyError.ts';

/** Money in JSON: a whole number of minor units and an ISO 4217 code. */
export type WireMoney = { readonly amount: number; readonly currency: string };

/**
 * The largest amount on the wire, either side of zero: 10^13 minor units, 100 thousand million in a currency with two
 * decimals. It has 14 digits, and a double carries 15 without loss, so a reader that divides by 100 still prints the
 * right figure; and 900 such amounts add up below Number.MAX_SAFE_INTEGER, so a reader may sum a page of them.
 */
export const MAX_WIRE_AMOUNT = 10_000_000_000_000n;

/** Throws `amountOutOfRange`. */
export function toWire(value: Money): WireMoney {
  if (!isWithinWire(value.amount)) throw outOfRange(String(value.amount));
  return { amount: Number(value.amount), currency: value.currency };
}

/** Throws `malformedAmount` (not a whole number), `amountOutOfRange`, `unknownCurrency`. The code must be in capitals. */
export function fromWire(wire: WireMoney): Money {
  if (!Number.isInteger(wire.amount)) {
    throw new MoneyError('malformedAmount', `An amount is a whole number of minor units: ${wire.amount}`);
  }
  if (!isWithinWire(BigInt(wire.amount))) throw outOfRange(String(wire.amount));
  const code = currency(wire.currency);
  if (code !== wire.currency) {
    throw new MoneyError('unknownCurrency', `A currency code is written in capitals: ${wire.currency}`);
  }
  return { amount: BigInt(wire.amount), currency: code };
}

export function isWithinWire(amount: bigint): boolean {
  return amount <= MAX_WIRE_AMOUNT && amount >= -MAX_WIRE_AMOUNT;
}

function outOfRange(amount: string): MoneyError {
  return new MoneyError('amountOutOfRange', `An amount lies within ±${MAX_WIRE_AMOUNT} minor units: ${amount}`);
}
