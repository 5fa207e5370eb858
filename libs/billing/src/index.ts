export { type Allocation, allocate, applyPayment, type Due } from './allocate.ts';
export { type PlannedBill, planRun, sumsOfRun } from './autopayRun.ts';
export { BillingError, type BillingErrorCode } from './billingError.ts';
export { addDays, daysBetween } from './calendarDate.ts';
export { chooseLines, chosenBeforehand, type QuoteInput, type QuoteLine } from './chooseLines.ts';
export { computeTotals } from './computeTotals.ts';
export type { CreditLine, CreditRequest, CreditRequestLine, CreditTotals } from './credit.ts';
export { creditTotals } from './creditTotals.ts';
export { documentNumber, type NumberForm } from './documentNumber.ts';
export { dueDate, MAX_TERM_DAYS, type PaymentTerms } from './dueDate.ts';
export {
  type DunningFault,
  type DunningPolicy,
  type DunningStep,
  dunningFaults,
  dunningTimeline,
  mostTries,
  nextWait,
  usualDunning,
} from './dunning.ts';
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
export { type LateFeePolicy, lateFeeAmount, nextLateFeeOn } from './lateFee.ts';
export { localDate, localTime, startOfLocalDay } from './localDate.ts';
export { checkRecurrence, nextPeriodOn, type Recurrence, upcomingPeriods } from './recurrence.ts';
export { type RemindersNow, remindersNow } from './reminders.ts';
export { canonicalText, isReproducible, replay } from './replay.ts';
export { suggestReverseCharge } from './reverseCharge.ts';
export type { LineTax, LineTotals, TaxTotal, Totals } from './totals.ts';
export { countryOfZone, type UsualRate, usualRates } from './usualRates.ts';
export { isInvoiceInput, validateInvoiceInput } from './validateInvoiceInput.ts';
export type { Why, WhyDiscount, WhyGiven, WhyRate, WhyRule, WhyShare, WhyStep } from './why.ts';
