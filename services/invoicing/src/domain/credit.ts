import {
  applyPayment,
  BillingError,
  type CreditRequest,
  type CreditTotals,
  creditTotals,
  type Totals,
} from '@purser/billing';
import { type Fault, fault } from '@purser/fault';
import { dueOf, type Invoice, isDraft } from './invoice.ts';
import { refusedField } from './refusals.ts';
import { type Hold, held, openHold } from './reserve.ts';

export type CreditLineAsked = { lineId: string; amount: bigint } | { lineId: string; quantity: string };
/** Without lines and amount, all that is left. */
export type CreditAsked = {
  lines?: readonly CreditLineAsked[] | undefined;
  amount?: bigint | undefined;
  to?: 'balance' | 'credit' | 'refund' | undefined;
};
export type Credited = {
  invoice: Invoice;
  totals: Totals;
  earlier: readonly CreditTotals[];
  holds: readonly Hold[];
  /** Of the money that came for it, what neither went back nor is to. */
  refundable: bigint;
};
/** `refund` is that part of `toCredit` which is asked back for the customer. */
export type CreditDecision = { totals: CreditTotals; offBalance: bigint; toCredit: bigint; refund: bigint };

/**
 * The next credit note: it lowers what is due first, and what was paid already becomes the customer's credit, or goes back to
 * them as far as it came as money. No component of the invoice is ever credited beyond what it was.
 * @throws Fault rejected by the invoice's state or by what is left; invalid for a line that is unknown or named twice.
 */
export function decideCredit(
  { invoice, totals, earlier, holds, refundable }: Credited,
  { lines, amount, to }: CreditAsked,
): CreditDecision {
  if (isDraft(invoice)) throw fault('rejected', 'invoice_draft', 'A draft was never issued and cannot be credited.');
  if (invoice.voidedOn !== null)
    throw fault('rejected', 'invoice_void', 'This invoice was voided; nothing is left to credit.');
  if (invoice.writtenOff > 0n)
    throw fault('rejected', 'invoice_written_off', 'This invoice was written off. Reopen it first.');
  const open = openHold(holds);
  if (open) throw held('rejected', open);
  if (lines && amount !== undefined)
    throw refusedField('amount', 'not_with_lines', 'Credit lines, or an amount of the whole invoice.');
  if (lines) checkLines(totals, lines);
  const credit = reckon(totals, earlier, requestOf(lines, amount));
  const { allocated: offBalance, credit: toCredit } = applyPayment(credit.total, dueOf(invoice));
  if (to === 'balance' && toCredit > 0n)
    throw fault(
      'rejected',
      'credit_exceeds_due',
      'This is more than is due; the rest can only become credit or go back.',
    );
  return {
    totals: credit,
    offBalance,
    toCredit,
    refund: to === 'refund' ? refundOf(toCredit, refundable) : 0n,
  };
}

/** Only money can go back, and no more of it than came. */
function refundOf(toCredit: bigint, refundable: bigint): bigint {
  const refund = toCredit < refundable ? toCredit : refundable;
  if (refund <= 0n)
    throw fault('rejected', 'nothing_to_refund', 'Nothing of this was paid with money that could go back.');
  return refund;
}

function requestOf(lines: readonly CreditLineAsked[] | undefined, amount: bigint | undefined): CreditRequest {
  if (lines) return { kind: 'lines', lines };
  return amount === undefined ? { kind: 'whole' } : { kind: 'amount', amount };
}

function checkLines(totals: Totals, lines: readonly CreditLineAsked[]): void {
  const known = new Set(totals.lines.map(({ id }) => id));
  const seen = new Set<string>();
  for (const [index, { lineId }] of lines.entries()) {
    const path = `lines.${index}.lineId`;
    if (!known.has(lineId)) throw refusedField(path, 'unknown_line', 'The invoice has no such line.');
    if (seen.has(lineId)) throw refusedField(path, 'duplicate', 'This line is named twice.');
    seen.add(lineId);
  }
}

function reckon(totals: Totals, earlier: readonly CreditTotals[], request: CreditRequest): CreditTotals {
  try {
    return creditTotals(totals, earlier, request);
  } catch (error) {
    throw error instanceof BillingError ? (refusalOf(error) ?? error) : error;
  }
}

function refusalOf({ code }: BillingError): Fault | undefined {
  if (code === 'creditExceedsInvoice')
    return fault('rejected', 'credit_exceeds_invoice', 'This is more than is left to credit.');
  if (code === 'nothingToCredit') return fault('rejected', 'nothing_to_credit', 'Nothing is left to credit.');
  if (code === 'invalidAmount') return refusedField('lines', 'not_positive', 'What is credited is above zero.');
  return undefined;
}
