import type { XeroCall } from '../api/call.ts';
import { Invalid } from '../api/errors.ts';
import { type Fields, fieldsOf, textIn } from '../api/reader.ts';
import { type BillKind, billComputed, billFields, billFrom } from './billBody.ts';
import { byId, byKey } from './documents.ts';
import { nextNumber } from './organisation.ts';
import { creditsOf, keyOf, paymentsOf, saveInvoice, settle } from './settlement.ts';
import type { Invoice } from './types.ts';

const kind: BillKind = { what: 'Invoice', types: ['ACCREC', 'ACCPAY'], sale: 'ACCREC' };
const known = ['InvoiceID', 'InvoiceNumber', 'Url', 'ExpectedPaymentDate', ...billFields];

/** The sales invoice with this number, deleted ones aside: a number belongs to one only. */
export const invoiceByNumber = (call: XeroCall, number: string): Invoice | undefined =>
  byKey(call, 'invoice', keyOf(number)).find(({ type, status }) => type === 'ACCREC' && status !== 'DELETED');

/** The invoice a POST means, by id or else by number. A PUT means none and may not use a number again. */
function meant(call: XeroCall, fields: Fields): Invoice | undefined {
  const number = textIn(fields, 'InvoiceNumber');
  const same = number === undefined ? undefined : invoiceByNumber(call, number);
  if (call.method === 'PUT') {
    if (same && String(fields.values.get('Type')).toUpperCase() !== 'ACCPAY')
      throw new Invalid(['Invoice # must be unique.']);
    return undefined;
  }
  const id = call.id ?? textIn(fields, 'InvoiceID', 50);
  if (id === undefined) return same;
  const found = byId(call, 'invoice', id) ?? invoiceByNumber(call, id);
  if (!found) throw new Invalid([`An Invoice with the InvoiceID ${id} could not be found.`]);
  if (same && same.id !== found.id) throw new Invalid(['Invoice # must be unique.']);
  return found;
}

/** A document with money on it stays as it is; only that it was sent may still be noted. */
function refuseSettled(call: XeroCall, current: Invoice, fields: Fields): void {
  const names = [...fields.values.keys()].filter(
    (name) => !['InvoiceID', 'InvoiceNumber', 'SentToContact', 'Type', 'Contact'].includes(name),
  );
  if (names.length === 0) return;
  if (paymentsOf(call, current).length > 0 || creditsOf(call, current).length > 0)
    throw new Invalid(['This document cannot be edited as it has a payment or credit note allocated to it.']);
}

const isAbsolute = (url: string): boolean => /^https?:\/\//.test(url) && URL.canParse(url);

/**
 * Creates or changes the invoice an element describes.
 * @throws Invalid with everything that is wrong.
 */
export function invoiceFrom(call: XeroCall, element: unknown): Invoice {
  const fields = fieldsOf(element, 'Invoice', known, billComputed);
  const current = meant(call, fields);
  if (current) refuseSettled(call, current, fields);
  if (current?.status === 'PAID')
    return saveInvoice(call, { ...current, sent: fields.values.get('SentToContact') === true || current.sent });
  const url = textIn(fields, 'Url', 1_000) ?? current?.url ?? null;
  if (url !== null && !isAbsolute(url)) fields.problems.push('Url must be a valid absolute URL.');
  const given = textIn(fields, 'InvoiceNumber');
  const bill = billFrom(call, fields, current, kind);
  const number = given ?? current?.number ?? (bill.type === 'ACCREC' ? unusedNumber(call) : '');
  const invoice = saveInvoice(call, { ...bill, number, url });
  settle(call, 'invoice', invoice.id, invoice.date);
  return byId(call, 'invoice', invoice.id) ?? invoice;
}

function unusedNumber(call: XeroCall): string {
  for (;;) {
    const number = nextNumber(call.world, call.tenant, 'invoice');
    if (!invoiceByNumber(call, number)) return number;
  }
}
