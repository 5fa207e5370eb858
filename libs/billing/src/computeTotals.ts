import { BillingError } from './billingError.ts';
import type { InvoiceInput } from './invoiceInput.ts';
import { reckonInvoice } from './reckonInvoice.ts';
import type { Totals } from './totals.ts';
import { validateInvoiceInput } from './validateInvoiceInput.ts';

/**
 * The figures of an invoice, to the minor unit, each line with its reason. Server and browser call this one function, so
 * a preview is the result. Order of work, for each line:
 *
 * 1. gross = quantity × price, rounded.
 * 2. The line's discount: a percentage of gross, rounded; or an amount.
 * 3. The line's share of the invoice's discount, by largest remainder over what the lines come to after step 2.
 * 4. Inclusive tax, taken out of the price so that the price stays what the customer was shown; what remains is net.
 * 5. Exclusive tax, each rate on net. (taxRules.ts says how several rates combine.)
 *
 * Tax is rounded per line or, under `document`, once per rate and given back to the lines by largest remainder.
 * Throws BillingError `invalidInvoice` with all issues.
 */
export function computeTotals(input: InvoiceInput): Totals {
  const issues = validateInvoiceInput(input);
  if (issues.length > 0) {
    const first = issues[0];
    throw new BillingError(
      'invalidInvoice',
      `${issues.length} faults, first ${first?.path}: ${first?.message}`,
      issues,
    );
  }
  return reckonInvoice(input);
}
