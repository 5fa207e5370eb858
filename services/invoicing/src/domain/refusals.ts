import type { Issue } from '@purser/billing';
import { type Fault, fault } from '@purser/fault';

/** An invoice can have very many faults; the first of them are enough to act on. */
const shownFaults = 20;

export function notFound(
  what:
    | 'invoice'
    | 'refund'
    | 'quote'
    | 'customer'
    | 'document'
    | 'tax_rate'
    | 'run'
    | 'credit_note'
    | 'recurring_invoice',
): Fault {
  return fault('notFound', `${what}_not_found`, `There is no such ${what.replace('_', ' ')}.`);
}

export function sameRateTwice(): Fault {
  return fault('conflict', 'tax_rate_exists', 'There is a rate of this name that charges the same at that time.');
}

export function customerArchived(): Fault {
  return fault('rejected', 'customer_archived', 'This customer is archived. Restore them to bill them again.');
}

/** The input was refused; each fault with the path of its field. */
export function invalidInput(issues: readonly Issue[]): Fault {
  return fault('invalid', 'invalid_input', 'The input was refused.', { errors: fieldErrors(issues) });
}

/** A draft that was stored and cannot leave the house as it stands. */
export function incompleteInvoice(issues: readonly Issue[]): Fault {
  return fault('rejected', 'invoice_incomplete', 'This draft cannot be issued yet.', { errors: fieldErrors(issues) });
}

/** A quote that was stored and cannot leave the house as it stands. */
export function incompleteQuote(issues: readonly Issue[]): Fault {
  return fault('rejected', 'quote_incomplete', 'This quote cannot be sent yet.', { errors: fieldErrors(issues) });
}

export function refusedField(path: string, code: string, message: string): Fault {
  return fault('invalid', 'invalid_input', 'The input was refused.', { errors: [{ path, code, message }] });
}

function fieldErrors(issues: readonly Issue[]) {
  return issues.slice(0, shownFaults).map(({ path, code, message }) => ({ path, code: snakeCase(code), message }));
}

function snakeCase(code: string): string {
  return code.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
