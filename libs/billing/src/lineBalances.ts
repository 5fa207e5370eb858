import { parseDecimal, QUANTITY } from '@purser/money';
import { total } from './amounts.ts';
import { BillingError } from './billingError.ts';
import type { CreditTotals } from './credit.ts';
import type { LineTotals, Totals } from './totals.ts';

/** What is left to credit of a line. Quantities are in millionths. */
export type LineBalance = {
  readonly lineId: string;
  readonly invoiced: { readonly quantity: bigint; readonly total: bigint };
  readonly quantity: bigint;
  readonly net: bigint;
  readonly taxes: readonly { readonly rateId: string; readonly amount: bigint }[];
  readonly total: bigint;
  /** Whether a credit of the whole should name the line: something is left, or it is free and was never credited. */
  readonly isOpen: boolean;
};

/** What is left of each line after earlier credits. Throws `currencyMismatch`, `unknownLine`, `creditExceedsInvoice`. */
export function lineBalances(invoice: Totals, earlier: readonly CreditTotals[]): LineBalance[] {
  const known = new Set(invoice.lines.map((line) => line.id));
  for (const credit of earlier) {
    if (credit.currency !== invoice.currency) {
      throw new BillingError('currencyMismatch', `A credit in ${credit.currency} on an invoice in ${invoice.currency}`);
    }
    const stranger = credit.lines.find((line) => !known.has(line.lineId));
    if (stranger) throw new BillingError('unknownLine', `An earlier credit names line ${stranger.lineId}`);
  }
  return invoice.lines.map((line) => lineBalance(line, earlier));
}

function lineBalance(line: LineTotals, earlier: readonly CreditTotals[]): LineBalance {
  const credits = earlier.flatMap((credit) => credit.lines.filter((candidate) => candidate.lineId === line.id));
  const quantity = parseDecimal(line.quantity, QUANTITY);
  const returned = credits.map((credit) => (credit.quantity === null ? 0n : parseDecimal(credit.quantity, QUANTITY)));
  const left = {
    quantity: quantity - total(returned),
    net: line.net - total(credits.map((credit) => credit.net)),
    total: line.total - total(credits.map((credit) => credit.total)),
  };
  const taxes = line.taxes.map(({ rateId, amount }) => {
    const parts = credits.flatMap((credit) => credit.taxes.filter((tax) => tax.rateId === rateId));
    return { rateId, amount: amount - total(parts.map((part) => part.amount)) };
  });
  const components = [left.quantity, left.net, left.total, ...taxes.map((tax) => tax.amount)];
  if (components.some((component) => component < 0n)) {
    throw new BillingError('creditExceedsInvoice', `Line ${line.id} has been credited beyond the invoice`);
  }
  const isOpen = left.total > 0n || credits.length === 0;
  return { lineId: line.id, invoiced: { quantity, total: line.total }, ...left, taxes, isOpen };
}
