import { type Currency, exponent } from '@purser/money';
import { decimal } from './figures.ts';
import { type Mapping, type TaxKind, taxTypeOf, taxWords } from './mapping.ts';

type Tax = { name: string; percent: string; kind?: TaxKind | undefined };
export type InvoiceToPush = {
  number: string;
  issueDate: string;
  dueDate: string;
  currency: Currency;
  poNumber: string | null;
  lines: { description: string; quantity: string; net: number; tax: number; taxes: readonly Tax[] }[];
};

export type Body = { ok: true; body: object } | { ok: false; problem: string };

const descriptionMost = 4000;

/**
 * An invoice as Xero takes it. Each line is sent as one of its net amount with its tax as we reckoned it, since Xero rounds quantity times
 * price anew and would come to other totals; the quantity stands in the description.
 */
export function invoiceBody(invoice: InvoiceToPush, contactId: string, mapping: Mapping): Body {
  const { currency, number, issueDate, dueDate, poNumber } = invoice;
  if (exponent(currency) > 2) return no(`Xero keeps two decimals, and ${currency} has ${exponent(currency)}.`);
  const lines: object[] = [];
  for (const line of invoice.lines) {
    const [tax, ...more] = line.taxes;
    if (more.length > 0)
      return no(`Xero takes one tax a line, and “${line.description.slice(0, 60)}” has ${line.taxes.length}.`);
    const taxType = tax === undefined ? 'NONE' : taxTypeOf(mapping, tax);
    if (tax !== undefined && taxType === undefined)
      return no(`No tax type is set for ${taxWords(tax)}. Set one under Settings, Accounting.`);
    const times = line.quantity === '1' ? '' : `${line.quantity} × `;
    lines.push({
      Description: `${times}${line.description}`.slice(0, descriptionMost),
      Quantity: 1,
      UnitAmount: figure(line.net, currency),
      LineAmount: figure(line.net, currency),
      TaxAmount: figure(line.tax, currency),
      TaxType: taxType,
      AccountCode: mapping.salesAccount,
    });
  }
  const body = {
    Type: 'ACCREC',
    Status: 'AUTHORISED',
    InvoiceNumber: number,
    ...(poNumber !== null && { Reference: poNumber }),
    Contact: { ContactID: contactId },
    Date: issueDate,
    DueDate: dueDate,
    CurrencyCode: currency,
    LineAmountTypes: 'Exclusive',
    LineItems: lines,
  };
  return { ok: true, body: { Invoices: [body] } };
}

const no = (problem: string): Body => ({ ok: false, problem });
const figure = (amount: number, currency: Currency) => Number(decimal(BigInt(amount), currency));
