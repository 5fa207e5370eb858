/** Every reason for which this library refuses. Callers map the code to a fault; the message names the offending value. */
export type MoneyErrorCode =
  | 'unknownCurrency'
  | 'currencyMismatch'
  | 'malformedAmount'
  | 'amountOutOfRange'
  | 'malformedDecimal'
  | 'tooManyDecimals'
  | 'tooManyDigits'
  | 'negativeDecimal'
  | 'divisionByZero'
  | 'invalidSplit'
  | 'stripeScaleUnknown'
  | 'stripeInexact'
  | 'stripeNegative'
  | 'stripeTooLarge';

/** What this library throws, and nothing else. A class of its own because level 0 libraries import nothing of ours. */
export class MoneyError extends Error {
  readonly code: MoneyErrorCode;

  constructor(code: MoneyErrorCode, message: string) {
    super(message);
    this.name = 'MoneyError';
    this.code = code;
  }
}
