import { applyPayment, BillingError, type CreditTotals, creditTotals, type Totals } from '@purser/billing';
import { type Fault, fault } from '@purser/fault';
import { dueOf, type Invoice, isDraft } from './invoice.ts';
import { refusedField } from './refusals.ts';
import { type Hold, held, openHold } from './reserve.ts';

export type CreditLineAsked = { lineId: string; amount: bigint };
export type Credited = {
  invoice: Invoice;
  totals: Totals;
  earlier: readonly CreditTotals[];
  holds: readonly Hold[];
};
export type CreditDecision = { totals: CreditTotals; offBalance: bigint; toCredit: bigint };

/**
 * The next credit note: it lowers what is due first, and what was paid already becomes the customer's credit. Without
 * lines it takes all that is left. No component of the invoice is ever credited beyond what it was.
 * @throws Fault rejected by the invoice's state or by what is left; invalid for a line that is unknown or named twice.
 */
export function decideCredit(
  { invoice, totals, earlier, holds }: Credited,
  lines?: readonly CreditLineAsked[],
): CreditDecision {
  if (isDraft(invoice)) throw fault('rejected', 'invoice_draft', 'A draft was never issued and cannot be credited.');
  if (invoice.voidedOn !== null)
    throw fault('rejected', 'invoice_void', 'This invoice was voided; nothing is left to credit.');
  const open = openHold(holds);
  if (open) throw held('rejected', open);
  if (lines) checkLines(totals, lines);
  const credit = reckon(totals, earlier, lines);
  const { allocated: offBalance, credit: toCredit } = applyPayment(credit.total, dueOf(invoice));
  return { totals: credit, offBalance, toCredit };
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

function reckon(totals: Totals, earlier: readonly CreditTotals[], lines?: readonly CreditLineAsked[]): CreditTotals {
  try {
    return creditTotals(totals, earlier, lines ? { kind: 'lines', lines } : { kind: 'whole' });
  } catch (error) {
    throw error instanceof BillingError ? (refusalOf(error) ?? error) : error;
  }
}

function refusalOf({ code }: BillingError): Fault | undefined {
  if (code === 'creditExceedsInvoice')
    return fault('rejected', 'credit_exceeds_invoice', 'This is more than is left to credit.');
  if (code === 'nothingToCredit') return fault('rejected', 'nothing_to_credit', 'Nothing is left to credit.');
  return undefined;
}
