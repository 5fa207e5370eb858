import {
  BillingError,
  computeTotals,
  type InvoiceInput,
  type Issue,
  type Totals,
  validateInvoiceInput,
} from '@purser/billing';
import type { Fault } from '@purser/fault';
import { incompleteInvoice, invalidInput } from './refusals.ts';

/** An invoice as it was asked for, and what it comes to. */
export type Reckoning = { input: InvoiceInput; totals: Totals };

/** A draft may have no lines yet. @throws Fault invalid with the paths of what is wrong. */
export function reckonDraft(input: InvoiceInput): Reckoning {
  if (input.lines.length > 0) return reckon(input, invalidInput);
  const faults = validateInvoiceInput(input).filter(({ code }) => code !== 'empty');
  if (faults.length > 0) throw invalidInput(faults);
  return { input, totals: nothing(input) };
}

/** What leaves the house. @throws Fault rejected with the paths of what is missing or not valid any more. */
export function reckonIssue(input: InvoiceInput): Reckoning {
  return reckon(input, incompleteInvoice);
}

function reckon(input: InvoiceInput, refused: (issues: readonly Issue[]) => Fault): Reckoning {
  try {
    return { input, totals: computeTotals(input) };
  } catch (error) {
    if (error instanceof BillingError && error.code === 'invalidInvoice') throw refused(error.issues);
    throw error;
  }
}

function nothing({ currency }: InvoiceInput): Totals {
  return {
    currency,
    lines: [],
    subtotal: 0n,
    discountTotal: 0n,
    netTotal: 0n,
    taxTotals: [],
    taxTotal: 0n,
    total: 0n,
  };
}
