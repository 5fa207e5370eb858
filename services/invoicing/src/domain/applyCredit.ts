import { fault } from '@purser/fault';
import { dueOf, type Invoice, isDraft } from './invoice.ts';
import { type Hold, held, openHold } from './reserve.ts';

/**
 * How much of a customer's credit settles an invoice: what was asked for, or as much as there is and is due.
 * @param balance what the customer has in the invoice's currency
 * @throws Fault rejected when nothing is due, there is no credit, or more was asked for than either
 */
export function decideApplication(
  invoice: Invoice,
  { balance, holds, asked }: { balance: bigint; holds: readonly Hold[]; asked: bigint | undefined },
): bigint {
  if (isDraft(invoice)) throw fault('rejected', 'invoice_draft', 'A draft owes nothing that credit could settle.');
  if (invoice.voidedOn !== null)
    throw fault('rejected', 'invoice_void', 'This invoice was voided; there is nothing to settle.');
  if (invoice.writtenOff > 0n)
    throw fault('rejected', 'invoice_written_off', 'This invoice was written off. Reopen it first.');
  const open = openHold(holds);
  if (open) throw held('rejected', open);
  const due = dueOf(invoice);
  if (due === 0n) throw fault('rejected', 'nothing_due', 'Nothing is due on this invoice.');
  if (balance === 0n) throw fault('rejected', 'no_credit', `The customer has no credit in ${invoice.currency}.`);
  if (asked !== undefined && asked > due) throw tooMuch('amount_exceeds_due', 'This is more than is due.', due);
  if (asked !== undefined && asked > balance)
    throw tooMuch('amount_exceeds_credit', 'This is more credit than the customer has.', balance);
  return asked ?? (due < balance ? due : balance);
}

/** How much of a new invoice its customer's credit settles as it is issued: all of it, as far as there is some. */
export function settledAtIssue(total: bigint, balance: bigint): bigint {
  return total < balance ? total : balance;
}

function tooMuch(code: string, message: string, most: bigint) {
  const errors = [{ path: 'amount', code, message: `At most ${most} minor units.` }];
  return fault('rejected', code, message, { errors });
}
