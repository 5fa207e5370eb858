import type { XeroCall } from '../api/call.ts';
import { Invalid } from '../api/errors.ts';
import { countIn, dateIn, type Fields, fieldsOf, flagIn, oneOf, textIn } from '../api/reader.ts';
import { baseCurrency } from '../chart.ts';
import { divided } from '../decimal.ts';
import { uuid } from '../uuid.ts';
import { creditNoteNamed } from './creditNotes.ts';
import { byId, byKey, save } from './documents.ts';
import { invoiceByNumber } from './invoiceBody.ts';
import { organisationById } from './organisation.ts';
import { settle, settlementOf } from './settlement.ts';
import type { Account, CreditNote, Invoice, Payment } from './types.ts';

const known = [
  'PaymentID',
  'Invoice',
  'InvoiceNumber',
  'CreditNote',
  'CreditNoteNumber',
  'Account',
  'Code',
  'Date',
  'Amount',
  'BankAmount',
  'CurrencyRate',
  'Reference',
  'IsReconciled',
  'Status',
];
const computed = ['PaymentType', 'HasAccount', 'BatchPaymentID'];

/** The invoice or credit note to be paid. */
function billIn(call: XeroCall, fields: Fields): Invoice | CreditNote {
  const invoice = fieldsOf(
    fields.values.get('Invoice') ?? {},
    'Invoice',
    ['InvoiceID', 'InvoiceNumber'],
    ['Type', 'LineItems', 'Contact'],
  );
  const note = fieldsOf(
    fields.values.get('CreditNote') ?? {},
    'CreditNote',
    ['CreditNoteID', 'CreditNoteNumber'],
    ['Type', 'LineItems', 'Contact'],
  );
  const id = textIn(invoice, 'InvoiceID', 50);
  const number = textIn(invoice, 'InvoiceNumber') ?? textIn(fields, 'InvoiceNumber');
  const noteName =
    textIn(note, 'CreditNoteID', 50) ?? textIn(note, 'CreditNoteNumber') ?? textIn(fields, 'CreditNoteNumber');
  const found =
    id !== undefined
      ? byId(call, 'invoice', id)
      : number !== undefined
        ? invoiceByNumber(call, number)
        : noteName === undefined
          ? undefined
          : creditNoteNamed(call, noteName);
  if (!found) throw new Invalid(['Invoice could not be found']);
  return found;
}

/** The account the money goes to or comes from: a bank account, or one that was opened to payments. */
function accountIn(call: XeroCall, fields: Fields): Account {
  const named = fieldsOf(fields.values.get('Account') ?? {}, 'Account', ['AccountID', 'Code'], ['Name', 'Type']);
  const id = textIn(named, 'AccountID', 50);
  const code = textIn(named, 'Code', 10) ?? textIn(fields, 'Code', 10);
  const account = id === undefined ? byKey(call, 'account', code ?? '')[0] : byId(call, 'account', id);
  if (account?.status !== 'ACTIVE') throw new Invalid(['Account could not be found']);
  if (account.type !== 'BANK' && !account.payments)
    throw new Invalid([`Account code '${account.code ?? account.id}' is not a valid account for payments.`]);
  return account;
}

/** What the bank account moves by, in its own currency. */
function bankAmountFor(
  fields: Fields,
  account: Account,
  bill: Invoice | CreditNote,
  amount: number,
  rate: number,
): number {
  const currency = account.currency ?? baseCurrency;
  if (currency === bill.currency) return amount;
  if (currency !== baseCurrency) {
    fields.problems.push(
      'A currency rate must be specified: the account is in neither the currency of the invoice nor the base currency.',
    );
    return 0;
  }
  return countIn(fields, 'BankAmount', 2) ?? Number(divided(BigInt(amount) * 1_000_000n, BigInt(rate)));
}

function refusals(call: XeroCall, bill: Invoice | CreditNote, amount: number, date: string): string[] {
  const problems: string[] = [];
  if (bill.status !== 'AUTHORISED' && bill.status !== 'PAID')
    problems.push('Payments can only be made against Authorised documents');
  if (amount <= 0) problems.push('The payment amount must be greater than zero');
  if (amount > settlementOf(call, bill).due)
    problems.push('Payment amount exceeds the amount outstanding on this document');
  if (date <= (organisationById(call.world, call.tenant)?.lockDate ?? ''))
    problems.push('The payment date cannot be before the period lock date.');
  return problems;
}

/** Payments cannot be changed, only taken back. */
function takeBack(call: XeroCall, id: string, fields: Fields): Payment {
  const payment = byId(call, 'payment', id);
  if (!payment) throw new Invalid([`A Payment with the PaymentID ${id} could not be found.`]);
  if (oneOf(fields, 'Status', ['DELETED']) !== 'DELETED')
    throw new Invalid(['Payments cannot be edited, only deleted.']);
  if (payment.status === 'DELETED') throw new Invalid(['The payment has already been deleted.']);
  const gone = save(call, 'payment', { ...payment, status: 'DELETED' }, { parent: payment.bill });
  settle(call, payment.of, payment.bill, payment.date);
  return gone;
}

/**
 * Makes the payment an element describes, or takes one back.
 * @throws Invalid when the document is not open, the amount is more than is due, or the account takes no payments.
 */
export function paymentFrom(call: XeroCall, element: unknown): Payment {
  const fields = fieldsOf(element, 'Payment', known, computed);
  const id = call.id ?? textIn(fields, 'PaymentID', 50);
  if (call.method === 'POST' && id !== undefined) return takeBack(call, id, fields);
  const bill = billIn(call, fields);
  const account = accountIn(call, fields);
  const amount = countIn(fields, 'Amount', 2) ?? 0;
  const date = dateIn(fields, 'Date') ?? new Date(call.nowMs).toISOString().slice(0, 10);
  const given = countIn(fields, 'CurrencyRate', 6);
  const rate = bill.currency === baseCurrency ? 1_000_000 : (given ?? bill.rate);
  if (rate <= 0) throw new Invalid(['The currency rate must be greater than zero.']);
  const bankAmount = bankAmountFor(fields, account, bill, amount, rate);
  const problems = [...fields.problems, ...refusals(call, bill, amount, date)];
  if (problems.length > 0) throw new Invalid(problems);
  const of = 'allocations' in bill ? 'creditNote' : 'invoice';
  const payment: Payment = {
    id: uuid(call.world.ids),
    updatedMs: call.nowMs,
    bill: bill.id,
    of,
    account: account.id,
    date,
    amount,
    bankAmount,
    rate,
    reference: textIn(fields, 'Reference') ?? '',
    isReconciled: flagIn(fields, 'IsReconciled') ?? false,
    status: 'AUTHORISED',
  };
  const made = save(call, 'payment', payment, { parent: bill.id });
  settle(call, of, bill.id, date);
  return made;
}
