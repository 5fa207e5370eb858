export { CURRENCIES, type Currency, currency, exponent, isCurrency, minorUnitsPerUnit } from './currency.ts';
export {
  type DecimalLimits,
  formatDecimal,
  PERCENT,
  parseDecimal,
  parseMoney,
  QUANTITY,
  toDecimalText,
  UNIT_PRICE,
} from './decimal.ts';
export { format } from './format.ts';
export { add, compare, equals, type Money, money, negate, subtract, sum, zero } from './money.ts';
export { MoneyError, type MoneyErrorCode } from './moneyError.ts';
export { addRationals, compareRationals, floor, fraction, type Rational, rational, reduce } from './rational.ts';
export { halfEven, halfUp, ROUNDING_MODES, type RoundingMode, round } from './rounding.ts';
export { MAX_PARTS, split, splitAmount } from './split.ts';
export {
  fromStripe,
  isBelowStripeMinimum,
  type StripeAmount,
  type StripeInexact,
  stripeMinimum,
  stripeStep,
  toStripe,
} from './stripeAmount.ts';
export { stripeMaximum } from './stripeCurrencies.ts';
export { fromWire, isWithinWire, MAX_WIRE_AMOUNT, toWire, type WireMoney } from './wire.ts';
