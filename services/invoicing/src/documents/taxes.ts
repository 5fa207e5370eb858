import type { TaxRate, TaxTotal } from '@purser/billing';
import type { InvoiceDocument } from '@purser/document';

/** A rate in short, as in `VAT 20%`; what charges nothing goes by its name alone. */
export function taxName({ name, percent, kind = 'standard' }: Pick<TaxRate, 'name' | 'percent' | 'kind'>): string {
  return kind === 'standard' ? `${name} ${shortest(percent)}%` : name;
}

export function taxTable(taxTotals: readonly TaxTotal[]): InvoiceDocument['totals']['taxes'] {
  return taxTotals.map(({ name, percent, inclusive, kind, taxable, amount }) => ({
    name,
    percent: shortest(percent),
    inclusive,
    kind,
    taxable: Number(taxable),
    amount: Number(amount),
  }));
}

/** @example shortest('20.0000') === '20' */
function shortest(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
