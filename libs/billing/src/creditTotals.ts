import { formatDecimal, parseDecimal, QUANTITY, rational, round, splitAmount } from '@purser/money';
import { total } from './amounts.ts';
import { BillingError } from './billingError.ts';
import type { CreditLine, CreditRequest, CreditTotals } from './credit.ts';
import { type LineBalance, lineBalances } from './lineBalances.ts';
import type { TaxTotal, Totals } from './totals.ts';

/**
 * The figures of the next credit note on an invoice, given all credit notes it has. However an invoice is credited, no
 * line's net and no line's tax at any rate is ever credited beyond the invoice, and once everything is credited the
 * notes add up to the invoice to the unit: a credit takes from what is left of each component in proportion, and the last
 * one takes exactly what is left.
 *
 * By quantity, n of a line's q items are worth the difference of two rounded cumulative shares, so that crediting one by
 * one ends where crediting all at once does.
 *
 * Throws BillingError `creditExceedsInvoice`, `nothingToCredit`, `unknownLine`, `duplicateLine`, `invalidAmount`,
 * `currencyMismatch`, and MoneyError for a malformed quantity.
 */
export function creditTotals(invoice: Totals, earlier: readonly CreditTotals[], request: CreditRequest): CreditTotals {
  const balances = lineBalances(invoice, earlier);
  const lines = creditLines(balances, request);
  const credited = total(lines.map((line) => line.total));
  if (credited === 0n) throw new BillingError('nothingToCredit', 'This credit comes to nothing');
  const taxTotals = taxTotalsOf(invoice, lines);
  return {
    currency: invoice.currency,
    lines,
    netTotal: total(lines.map((line) => line.net)),
    taxTotals,
    taxTotal: total(taxTotals.map((tax) => tax.amount)),
    total: credited,
  };
}

function creditLines(balances: readonly LineBalance[], request: CreditRequest): CreditLine[] {
  if (request.kind === 'whole') return balances.filter((line) => line.isOpen).map(wholeLine);
  if (request.kind === 'amount') return spreadAmount(balances, request.amount);
  const named = new Set(request.lines.map((line) => line.lineId));
  if (named.size !== request.lines.length) throw new BillingError('duplicateLine', 'A line is named twice');
  return request.lines.map((wanted) => {
    const balance = balances.find((line) => line.lineId === wanted.lineId);
    if (balance === undefined) throw new BillingError('unknownLine', `The invoice has no line ${wanted.lineId}`);
    return 'amount' in wanted
      ? partOfLine(balance, positive(wanted.amount), null)
      : quantityOfLine(balance, wanted.quantity);
  });
}

/** An amount named for the invoice as a whole comes off the lines in proportion to what is left of each. */
function spreadAmount(balances: readonly LineBalance[], amount: bigint): CreditLine[] {
  const left = balances.map((line) => line.total);
  refuseExcess(positive(amount), total(left));
  const parts = splitAmount(amount, left);
  return balances.flatMap((line, index) => {
    const part = parts[index] ?? 0n;
    return part === 0n ? [] : [partOfLine(line, part, null)];
  });
}

function wholeLine(line: LineBalance): CreditLine {
  const taxes = line.taxes.map(({ rateId, amount }) => ({ rateId, taxable: line.net, amount }));
  return { lineId: line.lineId, quantity: quantityText(line.quantity), net: line.net, taxes, total: line.total };
}

function quantityOfLine(line: LineBalance, text: string): CreditLine {
  const wanted = parseDecimal(text, QUANTITY);
  if (wanted <= 0n) throw new BillingError('invalidAmount', 'A quantity to credit is above zero');
  refuseExcess(wanted, line.quantity);
  if (wanted === line.quantity) return wholeLine(line);
  const before = line.invoiced.quantity - line.quantity;
  const share = (quantity: bigint) => round(rational(line.invoiced.total * quantity, line.invoiced.quantity), 'halfUp');
  return partOfLine(line, share(before + wanted) - share(before), quantityText(wanted));
}

/** Takes an amount from a line's net and taxes in proportion to what is left of each; never more than is left of any. */
function partOfLine(line: LineBalance, amount: bigint, quantity: string | null): CreditLine {
  refuseExcess(amount, line.total);
  const [net = 0n, ...taxes] = splitAmount(amount, [line.net, ...line.taxes.map((tax) => tax.amount)]);
  return {
    lineId: line.lineId,
    quantity,
    net,
    taxes: line.taxes.map(({ rateId }, index) => ({ rateId, taxable: net, amount: taxes[index] ?? 0n })),
    total: amount,
  };
}

function taxTotalsOf(invoice: Totals, lines: readonly CreditLine[]): TaxTotal[] {
  return invoice.taxTotals.flatMap((rate) => {
    const parts = lines.flatMap((line) => line.taxes.filter((tax) => tax.rateId === rate.rateId));
    if (parts.length === 0) return [];
    const taxable = total(parts.map((part) => part.taxable));
    return [{ ...rate, taxable, amount: total(parts.map((part) => part.amount)) }];
  });
}

function positive(amount: bigint): bigint {
  if (amount <= 0n) throw new BillingError('invalidAmount', 'An amount to credit is above zero');
  return amount;
}

function refuseExcess(wanted: bigint, left: bigint): void {
  if (wanted > left) throw new BillingError('creditExceedsInvoice', 'More than is left to credit');
}

function quantityText(scaled: bigint): string {
  return formatDecimal(scaled, QUANTITY.scale);
}
