import {
  computeTotals,
  type Discount,
  type InvoiceInput,
  type TaxRounding,
  type Totals,
  validateInvoiceInput,
} from '@purser/billing';
import { isCurrency } from '@purser/money';
import { type Draft, type DraftDiscount, type DraftLine, isBlank } from './draft.ts';
import { decimalOf } from './draftBody.ts';

/** What a draft comes to so far. `leftOut` counts lines that cannot be reckoned yet; `problem` says why there is no total. */
export type Reckoned = { totals: Totals | null; lines: readonly DraftLine[]; leftOut: number; problem: string | null };

/**
 * The figures of a draft, by the function the server uses. Lines that are not finished are left out, so that the preview moves while
 * somebody writes; what is wrong with them is said at their fields.
 */
export function reckonDraft(draft: Draft, rounding: TaxRounding): Reckoned {
  const written = draft.lines.filter((line) => !isBlank(line));
  if (!isCurrency(draft.currency))
    return { totals: null, lines: [], leftOut: written.length, problem: 'Choose a currency.' };
  const settings = { currency: draft.currency, rounding, roundingMode: 'halfUp' as const };
  const lines = written.filter((line) => isFinished(line, settings));
  const leftOut = written.length - lines.length;
  if (lines.length === 0) return { totals: null, lines, leftOut, problem: null };
  const discount = discountInput(draft.discount);
  const whole: InvoiceInput = { ...settings, lines: lines.map(lineInput), ...(discount && { discount }) };
  const [fault] = validateInvoiceInput(whole);
  if (!fault) return { totals: computeTotals(whole), lines, leftOut, problem: null };
  const problem = fault.path.startsWith('discount')
    ? 'The discount is more than the lines come to.'
    : 'These lines cannot be added up together.';
  return { totals: null, lines, leftOut, problem };
}

/** The same faults as when saving, and those that only reckoning finds, at one line. */
function isFinished(line: DraftLine, settings: Omit<InvoiceInput, 'lines'>): boolean {
  if (line.unitAmount === null) return false;
  return validateInvoiceInput({ ...settings, lines: [lineInput(line)] }).length === 0;
}

function lineInput(line: DraftLine): InvoiceInput['lines'][number] {
  const discount = discountInput(line.discount);
  return {
    id: line.id,
    description: line.description.trim(),
    quantity: decimalOf(line.quantity),
    unitAmount: BigInt(line.unitAmount ?? 0),
    ...(discount && { discount }),
    taxes: line.taxes,
  };
}

/** What is still empty takes nothing off. */
function discountInput(discount: DraftDiscount): Discount | undefined {
  if (discount.kind === 'none') return undefined;
  if (discount.kind === 'amount') return { amount: BigInt(discount.amount ?? 0) };
  return discount.percent.trim() === '' ? undefined : { percent: decimalOf(discount.percent) };
}
