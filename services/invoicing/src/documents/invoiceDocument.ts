import type { LineTotals } from '@purser/billing';
import type { InvoiceDocument } from '@purser/document';
import type { Reckoning } from '../domain/reckoning.ts';
import { documentLocale, issuerOf, type Recipient, recipientOf, type Tenant } from './issuer.ts';
import { taxName, taxTable } from './taxes.ts';

type Facts = {
  number: string;
  issuedOn: string;
  dueOn: string;
  terms_days: number;
  poNumber: string | null;
  note: string | null;
  /** What the customer has in credit in its currency, beyond what settles this; minor units. */
  credit: bigint;
  /** What the customer's credit settles of it. */
  creditApplied: bigint;
  /** Where it can be paid online. */
  payAt: string | undefined;
};

/** The invoice as the customer gets it, of what is known of it, of the tenant and of the customer at this moment. */
export function invoiceDocument(
  { input, totals }: Reckoning,
  { number, issuedOn, dueOn, terms_days, poNumber, note, credit, creditApplied, payAt }: Facts,
  { from, to }: { from: Tenant; to: Recipient },
): InvoiceDocument {
  return {
    version: 1,
    kind: 'invoice',
    number,
    edition: 3,
    locale: documentLocale(from, to),
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
    ...(credit > 0n && { credit: Number(credit) }),
    ...(creditApplied > 0n && { creditApplied: Number(creditApplied) }),
    ...(payAt !== undefined && totals.total > creditApplied && { payment: { url: payAt } }),
  };
}

/** A line as documents show it. */
export function lineOf(
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

export function totalsOf(totals: Reckoning['totals']): InvoiceDocument['totals'] {
  return {
    subtotal: Number(totals.subtotal),
    discountTotal: Number(totals.discountTotal),
    taxTotal: Number(totals.taxTotal),
    total: Number(totals.total),
    taxes: taxTable(totals.taxTotals),
  };
}
