import type { LineTotals, TaxRate } from '@purser/billing';
import type { InvoiceDocument } from '@purser/document';
import type { Reckoning } from '../domain/reckoning.ts';
import { type Customer, documentLocale, issuerOf, recipientOf, type Tenant } from './issuer.ts';

type Facts = {
  number: string;
  issuedOn: string;
  dueOn: string;
  terms_days: number;
  poNumber: string | null;
  note: string | null;
};

/** The invoice as the customer gets it, of what is known of it, of the tenant and of the customer at this moment. */
export function invoiceDocument(
  { input, totals }: Reckoning,
  { number, issuedOn, dueOn, terms_days, poNumber, note }: Facts,
  { from, to }: { from: Tenant; to: Customer },
): InvoiceDocument {
  return {
    version: 1,
    kind: 'invoice',
    number,
    locale: documentLocale,
    currency: totals.currency,
    issuer: issuerOf(from),
    recipient: recipientOf(to),
    brand: from.brand,
    issuedOn,
    dueOn,
    terms_days,
    poNumber,
    note,
    lines: totals.lines.map((line, index) => lineOf(line, input.lines[index])),
    totals: totalsOf(totals),
    bank: from.company?.bank ?? null,
  };
}

function lineOf(
  line: LineTotals,
  asked: Reckoning['input']['lines'][number] | undefined,
): InvoiceDocument['lines'][number] {
  return {
    id: line.id,
    description: asked?.description ?? '',
    quantity: line.quantity,
    unitAmount: Number(asked?.unitAmount ?? 0n),
    discount: Number(line.discount + line.invoiceDiscount),
    taxes: asked?.taxes.map(taxName) ?? [],
    net: Number(line.net),
    tax: Number(line.total - line.net),
    total: Number(line.total),
  };
}

/** A rate in short, as in `VAT 20%`; what charges nothing goes by its name alone. */
function taxName({ name, percent, kind = 'standard' }: TaxRate): string {
  return kind === 'standard' ? `${name} ${shortest(percent)}%` : name;
}

/** @example shortest('20.0000') === '20' */
function shortest(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

function totalsOf(totals: Reckoning['totals']): InvoiceDocument['totals'] {
  return {
    subtotal: Number(totals.subtotal),
    discountTotal: Number(totals.discountTotal),
    taxTotal: Number(totals.taxTotal),
    total: Number(totals.total),
    taxes: totals.taxTotals.map(({ name, percent, inclusive, kind, taxable, amount }) => ({
      name,
      percent: shortest(percent),
      inclusive,
      kind,
      taxable: Number(taxable),
      amount: Number(amount),
    })),
  };
}
