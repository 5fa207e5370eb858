import { round } from '@purser/money';
import { discountOf, exactGross, total, unitPriceText } from './amounts.ts';
import { documentTaxes } from './documentTaxes.ts';
import { invoiceDiscountShares, whyDiscount } from './invoiceDiscount.ts';
import type { InvoiceInput, LineInput, TaxRate } from './invoiceInput.ts';
import { reckonLine } from './reckonLine.ts';
import { ratesInOrder } from './taxRules.ts';
import type { LineTotals, TaxTotal, Totals } from './totals.ts';
import type { WhyGiven, WhyRate } from './why.ts';

/** The totals of an input that has been validated. Not for callers outside: use computeTotals. */
export function reckonInvoice(input: InvoiceInput): Totals {
  const rates = ratesInOrder(input.lines);
  const lines = givens(input, rates).map(reckonLine);
  const netTotal = total(lines.map((line) => line.net));
  const taxTotals = taxTotalsOf(lines, rates);
  const taxTotal = total(taxTotals.map((tax) => tax.amount));
  return {
    currency: input.currency,
    lines,
    subtotal: total(lines.map((line) => line.gross)),
    discountTotal: total(lines.map((line) => line.discount + line.invoiceDiscount)),
    netTotal,
    taxTotals,
    taxTotal,
    total: netTotal + taxTotal,
  };
}

/** What each line's reckoning is given: its own input, and what the invoice as a whole decides for it. */
function givens(input: InvoiceInput, rates: readonly TaxRate[]): WhyGiven[] {
  const { currency, rounding, roundingMode } = input;
  const afterDiscount = input.lines.map((line) => amountAfterDiscount(line, input));
  const discounts = invoiceDiscountShares(input, afterDiscount);
  const priced = input.lines.map(({ taxes }, index) => ({
    price: (afterDiscount[index] ?? 0n) - (discounts[index]?.amount ?? 0n),
    taxes,
  }));
  const taxes = rounding === 'document' ? documentTaxes(priced, roundingMode) : [];
  return input.lines.map((line, index) => ({
    currency,
    rounding,
    roundingMode,
    line: {
      id: line.id,
      quantity: line.quantity,
      unitPrice: unitPriceText(line),
      discount: line.discount === undefined ? null : whyDiscount(line.discount),
      taxes: rates.filter((rate) => line.taxes.some(({ id }) => id === rate.id)).map(whyRate),
    },
    invoiceDiscount: discounts[index]?.why ?? null,
    documentTaxes: taxes[index] ?? [],
  }));
}

function amountAfterDiscount(line: LineInput, { roundingMode }: InvoiceInput): bigint {
  const gross = round(exactGross(line.quantity, unitPriceText(line)), roundingMode);
  return gross - discountOf(gross, line.discount, roundingMode);
}

function whyRate({ id, name, percent, inclusive, kind = 'standard' }: TaxRate): WhyRate {
  return { id, name, percent, inclusive, kind };
}

function taxTotalsOf(lines: readonly LineTotals[], rates: readonly TaxRate[]): TaxTotal[] {
  return rates.map((rate) => {
    const parts = lines.flatMap((line) => line.taxes.filter((tax) => tax.rateId === rate.id));
    const { id, ...shown } = whyRate(rate);
    const taxable = total(parts.map((part) => part.taxable));
    return { rateId: id, ...shown, taxable, amount: total(parts.map((part) => part.amount)) };
  });
}
