import { isCurrency, MAX_WIRE_AMOUNT, ROUNDING_MODES, round } from '@purser/money';
import { discountOf, exactGross, total, unitPriceText } from './amounts.ts';
import { type Fault, faultList, isRecord } from './faultList.ts';
import { type InvoiceInput, MAX_LINES } from './invoiceInput.ts';
import type { Issue } from './issue.ts';
import { reckonInvoice } from './reckonInvoice.ts';
import { checkDiscount, checkLine } from './validateLine.ts';
import { checkRates } from './validateTax.ts';

/**
 * Everything that is wrong with an invoice's input, each fault with its path; empty when nothing is. Takes anything, so a
 * form may hand over what it has. Amounts are looked at only when the form is right.
 */
export function validateInvoiceInput(input: unknown): Issue[] {
  const { issues, fault } = faultList();
  if (!isRecord(input)) {
    fault('', 'wrongType', 'An invoice is an object');
    return issues;
  }
  if (!isCurrency(input.currency)) fault('currency', 'unknownCurrency', 'Not an active ISO 4217 currency in capitals');
  oneOf(input.rounding, ['line', 'document'], 'rounding', fault);
  oneOf(input.roundingMode, ROUNDING_MODES, 'roundingMode', fault);
  checkDiscount(input.discount, 'discount', fault);
  checkLines(input.lines, fault);
  if (issues.length === 0 && isWellFormed(input, issues)) checkAmounts(input, fault);
  return issues;
}

/** Whether the value is an invoice's input that computeTotals takes. */
export function isInvoiceInput(value: unknown): value is InvoiceInput {
  return validateInvoiceInput(value).length === 0;
}

function isWellFormed(input: unknown, issues: readonly Issue[]): input is InvoiceInput {
  return isRecord(input) && issues.length === 0;
}

function oneOf(value: unknown, options: readonly string[], path: string, fault: Fault): void {
  if (typeof value !== 'string' || !options.includes(value)) {
    fault(path, 'unknownOption', `One of ${options.join(', ')}`);
  }
}

function checkLines(lines: unknown, fault: Fault): void {
  if (!Array.isArray(lines)) {
    fault('lines', lines === undefined ? 'required' : 'wrongType', 'A list of lines');
    return;
  }
  if (lines.length === 0) {
    fault('lines', 'empty', 'An invoice has at least one line');
    return;
  }
  if (lines.length > MAX_LINES) {
    fault('lines', 'tooMany', `An invoice has at most ${MAX_LINES} lines; this one has ${lines.length}`);
    return;
  }
  const seen = new Set<unknown>();
  for (const [index, line] of lines.entries()) {
    checkLine(line, `lines.${index}`, fault);
    if (!isRecord(line) || typeof line.id !== 'string') continue;
    if (seen.has(line.id)) fault(`lines.${index}.id`, 'duplicate', `Another line has the id ${line.id}`);
    seen.add(line.id);
  }
  checkRates(lines, fault);
}

/** Every amount stays within the wire's limit, and no discount exceeds what it is taken from. */
function checkAmounts(input: InvoiceInput, fault: Fault): void {
  const { lines, discount, roundingMode } = input;
  const grosses = lines.map((line) => round(exactGross(line.quantity, unitPriceText(line)), roundingMode));
  const rests = grosses.map((gross, index) => gross - discountOf(gross, lines[index]?.discount, roundingMode));
  for (const [index, gross] of grosses.entries()) {
    if (gross > MAX_WIRE_AMOUNT) fault(`lines.${index}`, 'tooLarge', `Above ${MAX_WIRE_AMOUNT} minor units`);
    if ((rests[index] ?? 0n) < 0n) {
      fault(`lines.${index}.discount.amount`, 'discountTooLarge', 'More than the line comes to');
    }
  }
  if (grosses.some((gross) => gross > MAX_WIRE_AMOUNT) || rests.some((rest) => rest < 0n)) return;
  const base = total(rests);
  if (discountOf(base, discount, roundingMode) > base) {
    fault('discount.amount', 'discountTooLarge', 'More than the lines come to');
    return;
  }
  const totals = reckonInvoice(input);
  if (totals.total > MAX_WIRE_AMOUNT || totals.subtotal > MAX_WIRE_AMOUNT) {
    fault('lines', 'tooLarge', `Together above ${MAX_WIRE_AMOUNT} minor units`);
  }
}
