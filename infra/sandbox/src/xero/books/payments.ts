import type { Reply, XeroCall } from '../api/call.ts';
import { day, envelope, everyElement, moment } from '../api/envelope.ts';
import { listReply } from '../api/lists.ts';
import { shown } from '../decimal.ts';
import { contactName } from './contacts.ts';
import { all, type Books, byId } from './documents.ts';
import { paymentFrom } from './paymentBody.ts';
import { notFound } from './settings.ts';
import type { Payment } from './types.ts';

/** The document a payment pays, in short. */
function billBrief(books: Books, { of, bill }: Payment): object {
  const paid = byId(books, of, bill);
  if (!paid) return {};
  const contact = byId(books, 'contact', paid.contact);
  const brief = {
    Type: paid.type,
    CurrencyCode: paid.currency,
    IsDiscounted: false,
    HasErrors: false,
    LineItems: [],
    ...(contact ? { Contact: contactName(contact) } : {}),
  };
  return of === 'invoice'
    ? { Invoice: { InvoiceID: paid.id, InvoiceNumber: paid.number, ...brief } }
    : { CreditNote: { CreditNoteID: paid.id, CreditNoteNumber: paid.number, ...brief } };
}

const types: Record<string, string> = {
  ACCREC: 'ACCRECPAYMENT',
  ACCPAY: 'ACCPAYPAYMENT',
  ACCRECCREDIT: 'ARCREDITPAYMENT',
  ACCPAYCREDIT: 'APCREDITPAYMENT',
};

function paymentWire(books: Books, payment: Payment): object {
  const account = byId(books, 'account', payment.account);
  return {
    PaymentID: payment.id,
    Date: day('Date', payment.date).Date,
    Amount: shown(payment.amount, 2),
    BankAmount: shown(payment.bankAmount, 2),
    CurrencyRate: shown(payment.rate, 6),
    Reference: payment.reference,
    PaymentType: types[byId(books, payment.of, payment.bill)?.type ?? ''] ?? 'ACCRECPAYMENT',
    Status: payment.status,
    IsReconciled: payment.isReconciled,
    HasAccount: true,
    HasValidationErrors: false,
    UpdatedDateUTC: moment(payment.updatedMs),
    Account: {
      AccountID: payment.account,
      ...(account?.code ? { Code: account.code } : {}),
      Name: account?.name ?? '',
    },
    ...billBrief(books, payment),
  };
}

const fields = [
  'PaymentID',
  'Status',
  'Reference',
  'Date',
  'Amount',
  'PaymentType',
  'Invoice.InvoiceID',
  'Invoice.InvoiceNumber',
  'Account.AccountID',
  'UpdatedDateUTC',
];

/** GET /Payments and /Payments/{PaymentID}. */
export function getPayments(call: XeroCall): Reply {
  if (call.id !== undefined) {
    const payment = byId(call, 'payment', call.id);
    if (!payment) throw notFound(call);
    return envelope(call, 'Payments', [paymentWire(call, payment)]);
  }
  const chosen = all(call, 'payment').filter(({ updatedMs }) => updatedMs >= (call.modifiedSince ?? 0));
  return listReply(
    call,
    'Payments',
    chosen.map((payment) => paymentWire(call, payment)),
    fields,
  );
}

/** PUT and POST make payments; a POST with the status DELETED takes one back. */
export const writePayments = (call: XeroCall): Reply =>
  everyElement(call, 'Payments', 'HasValidationErrors', (element) => paymentWire(call, paymentFrom(call, element)));
