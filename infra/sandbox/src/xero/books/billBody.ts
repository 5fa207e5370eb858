import type { XeroCall } from '../api/call.ts';
import { Invalid } from '../api/errors.ts';
import { countIn, dateIn, type Fields, flagIn, has, listIn, oneOf, textIn } from '../api/reader.ts';
import { baseCurrency, knownCurrencies } from '../chart.ts';
import { uuid } from '../uuid.ts';
import { contactOf, saveContact } from './contactBody.ts';
import { byId, byKey } from './documents.ts';
import { lineFrom, totalsOf } from './lines.ts';
import { organisationById } from './organisation.ts';
import type { Bill, Contact, Line } from './types.ts';

/** Which of the sale documents is read, and how its fields are called. */
export interface BillKind {
  what: 'Invoice' | 'CreditNote';
  types: readonly string[];
  /** The types that are sales; the others are purchases. */
  sale: string;
}

/** The fields both kinds of document take. */
export const billFields = [
  'Type',
  'Status',
  'Contact',
  'Date',
  'DueDate',
  'LineAmountTypes',
  'LineItems',
  'Reference',
  'CurrencyCode',
  'CurrencyRate',
  'SentToContact',
];
/** What Xero works out, which a client may send back as it got it. */
export const billComputed = [
  'SubTotal',
  'TotalTax',
  'Total',
  'TotalDiscount',
  'AmountDue',
  'AmountPaid',
  'AmountCredited',
  'RemainingCredit',
  'AppliedAmount',
  'Payments',
  'CreditNotes',
  'Prepayments',
  'Overpayments',
  'Allocations',
  'DateString',
  'DueDateString',
  'FullyPaidOnDate',
  'IsDiscounted',
  'InvoiceAddresses',
  'Attachments',
];

const statuses = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'VOIDED', 'DELETED'] as const;

/** Where each status may go; a document that has money on it is looked at before. */
const moves: Record<string, readonly string[]> = {
  new: ['DRAFT', 'SUBMITTED', 'AUTHORISED'],
  DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  SUBMITTED: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  AUTHORISED: ['AUTHORISED', 'VOIDED'],
};

function statusFrom(fields: Fields, current: Bill | undefined): string {
  const status = oneOf(fields, 'Status', statuses) ?? current?.status ?? 'DRAFT';
  if (!(moves[current?.status ?? 'new'] ?? []).includes(status))
    fields.problems.push(
      current ? 'Invoice not of valid status for modification' : `A new document cannot have the status ${status}.`,
    );
  return status;
}

function currencyFrom(call: XeroCall, fields: Fields, current: Bill | undefined): { currency: string; rate: number } {
  const currency = textIn(fields, 'CurrencyCode', 3)?.toUpperCase() ?? current?.currency ?? baseCurrency;
  if (byKey(call, 'currency', currency).length === 0)
    fields.problems.push(`Organisation is not subscribed to currency ${currency}`);
  if (currency === baseCurrency) return { currency, rate: 1_000_000 };
  const usual = Math.round((knownCurrencies[currency]?.rate ?? 1) * 1_000_000);
  const rate = countIn(fields, 'CurrencyRate', 6) ?? (current?.currency === currency ? current.rate : usual);
  if (rate <= 0) fields.problems.push('The currency rate must be greater than zero.');
  return { currency, rate };
}

function linesFrom(
  call: XeroCall,
  fields: Fields,
  current: Bill | undefined,
  rules: Omit<Parameters<typeof lineFrom>[2], 'unitPlaces'>,
): Line[] {
  const given = listIn(fields, 'LineItems');
  const unitPlaces = call.query.get('unitdp') === '4' ? 4 : 2;
  const lines =
    given?.map((line) => lineFrom(call, line, { ...rules, unitPlaces }, fields.problems)) ?? current?.lines ?? [];
  if (rules.complete && lines.length === 0) fields.problems.push('One or more line items must be specified');
  return lines;
}

function contactFor(call: XeroCall, fields: Fields, current: Bill | undefined): Contact | undefined {
  if (has(fields, 'Contact')) return contactOf(call, fields.values.get('Contact'), fields.problems);
  const kept = current && byId(call, 'contact', current.contact);
  if (!kept) fields.problems.push('A Contact must be specified for this type of transaction.');
  return kept;
}

/** The days of a document; one in a closed period is refused. */
function daysFrom(call: XeroCall, fields: Fields, current: Bill | undefined) {
  const date = dateIn(fields, 'Date') ?? current?.date ?? new Date(call.nowMs).toISOString().slice(0, 10);
  const dueDate = dateIn(fields, 'DueDate') ?? current?.dueDate ?? null;
  const locked = organisationById(call.world, call.tenant)?.lockDate ?? '';
  if (date <= locked || (current && current.date <= locked))
    fields.problems.push('The document date cannot be before the period lock date.');
  if (dueDate !== null && dueDate < date)
    fields.problems.push('The due date cannot be before the date of the document.');
  return { date, dueDate };
}

function typeFrom(fields: Fields, current: Bill | undefined, { types, what }: BillKind): string {
  const type = oneOf(fields, 'Type', types) ?? current?.type;
  if (type === undefined) fields.problems.push(`The type of the ${what} must be specified.`);
  if (current && type !== current.type) fields.problems.push(`The type of an ${what} cannot be changed.`);
  return type ?? '';
}

/**
 * Reads what invoices and credit notes share, over what was there before; the number is the caller's matter.
 * @throws Invalid with everything that is wrong.
 */
export function billFrom(
  call: XeroCall,
  fields: Fields,
  current: Bill | undefined,
  kind: BillKind,
): Omit<Bill, 'number'> {
  const status = statusFrom(fields, current);
  const complete = status === 'AUTHORISED';
  const type = typeFrom(fields, current, kind);
  const contact = contactFor(call, fields, current);
  const days = daysFrom(call, fields, current);
  const money = currencyFrom(call, fields, current);
  const lineAmountTypes =
    oneOf(fields, 'LineAmountTypes', ['Exclusive', 'Inclusive', 'NoTax'] as const) ??
    current?.lineAmountTypes ??
    'Exclusive';
  const side = type === kind.sale ? 'income' : 'expenses';
  const lines = linesFrom(call, fields, current, { amounts: lineAmountTypes, side, complete });
  const totals = totalsOf(lines, lineAmountTypes);
  if (complete && kind.what === 'Invoice' && days.dueDate === null)
    fields.problems.push('The due date must be specified.');
  if (complete && totals.total < 0) fields.problems.push('The document total cannot be negative.');
  const reference = textIn(fields, 'Reference') ?? current?.reference ?? '';
  const sent = flagIn(fields, 'SentToContact') ?? current?.sent ?? false;
  if (fields.problems.length > 0 || !contact) throw new Invalid(fields.problems);
  if (complete && side === 'income' && !contact.isCustomer) saveContact(call, { ...contact, isCustomer: true });
  if (complete && side === 'expenses' && !contact.isSupplier) saveContact(call, { ...contact, isSupplier: true });
  return {
    id: current?.id ?? uuid(call.world.ids),
    updatedMs: call.nowMs,
    type,
    status,
    contact: contact.id,
    ...days,
    lineAmountTypes,
    lines,
    reference,
    ...money,
    ...totals,
    sent,
    paidOn: current?.paidOn ?? null,
  };
}
