import type { Issue } from './issue.ts';

export type BillingErrorCode =
  | 'invalidInvoice'
  | 'unknownLine'
  | 'duplicateLine'
  | 'creditExceedsInvoice'
  | 'nothingToCredit'
  | 'currencyMismatch'
  | 'invalidAmount'
  | 'invalidDate'
  | 'invalidTerms'
  | 'invalidRecurrence'
  | 'unknownTimeZone'
  | 'whyVersionUnknown';

/** What the rules of this library throw. Callers map the code to a fault; `issues` is filled for `invalidInvoice`. */
export class BillingError extends Error {
  readonly code: BillingErrorCode;
  readonly issues: readonly Issue[];

  constructor(code: BillingErrorCode, message: string, issues: readonly Issue[] = []) {
    super(message);
    this.name = 'BillingError';
    this.code = code;
    this.issues = issues;
  }
}
