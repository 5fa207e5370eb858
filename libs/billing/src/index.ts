export { type Allocation, allocate, applyPayment, type Due } from './allocate.ts';
export { BillingError, type BillingErrorCode } from './billingError.ts';
export { addDays, daysBetween } from './calendarDate.ts';
export { computeTotals } from './computeTotals.ts';
export type { CreditLine, CreditRequest, CreditRequestLine, CreditTotals } from './credit.ts';
export { creditTotals } from './creditTotals.ts';
export { dueDate, MAX_TERM_DAYS, type PaymentTerms } from './dueDate.ts';
export { explain } from './explain.ts';
export {
  type Discount,
  type InvoiceInput,
  type LineInput,
  MAX_DESCRIPTION_LENGTH,
  MAX_ID_LENGTH,
  MAX_LINES,
  MAX_TAXES_PER_LINE,
  type TaxKind,
  type TaxRate,
  type TaxRounding,
} from './invoiceInput.ts';
export type { Issue, IssueCode } from './issue.ts';
export { localDate, startOfLocalDay } from './localDate.ts';
export { canonicalText, isReproducible, replay } from './replay.ts';
export type { LineTax, LineTotals, TaxTotal, Totals } from './totals.ts';
export { isInvoiceInput, validateInvoiceInput } from './validateInvoiceInput.ts';
export type { Why, WhyDiscount, WhyGiven, WhyRate, WhyRule, WhyShare, WhyStep } from './why.ts';
