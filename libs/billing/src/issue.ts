export type IssueCode =
  | 'required'
  | 'wrongType'
  | 'empty'
  | 'tooLong'
  | 'tooMany'
  | 'notWhole'
  | 'negative'
  | 'notPositive'
  | 'tooLarge'
  | 'malformedDecimal'
  | 'tooManyDecimals'
  | 'tooManyDigits'
  | 'unknownCurrency'
  | 'unknownOption'
  | 'duplicate'
  | 'rateConflict'
  | 'unitAmountMismatch'
  | 'discountTooLarge';

/** One fault in an input: where (`lines.3.taxes.0.percent`), which, and in words a person can act on. */
export type Issue = { readonly path: string; readonly code: IssueCode; readonly message: string };
