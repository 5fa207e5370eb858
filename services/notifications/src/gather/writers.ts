import { payments } from '@purser/contracts';
import type { MailKind } from '@purser/mailtemplate';
import { adviceOn } from '../domain/advice.ts';
import { writeAutopay, writeGaveUp } from './writeAutopay.ts';
import { writeCredit, writeCreditNote } from './writeCredit.ts';
import { writeDispute, writeFailedRefund, writeRefund } from './writeGoingBack.ts';
import { writeMethodExpiring } from './writeMethodExpiring.ts';
import {
  writeQuoteAccepted,
  writeQuoteSent,
  writeStaffQuoteAccepted,
  writeStaffQuoteAskedFor,
  writeStaffQuoteDeclined,
} from './writeQuote.ts';
import { writeReceipt } from './writeReceipt.ts';
import { aboutInvoice, attached, type Writer } from './writer.ts';
import { writeBounce, writeStaffFailure, writeStaffPayment } from './writeStaffMails.ts';
import { writeStatement } from './writeStatement.ts';

const writeInvoice = aboutInvoice(async ({ ask, invoice, values, link }) => {
  if (invoice.status === 'void') return { dropped: 'The invoice was voided before it could be sent.' };
  const attachments = [await attached(ask, invoice.invoiceId)];
  return invoice.due === 0 ? { template: 'settledInvoice', values, attachments, link } : { values, attachments, link };
});

const writeFailure = aboutInvoice(async ({ ask, mail, language, invoice, values, link }) => {
  if (invoice.due === 0 || invoice.status === 'void') return { dropped: 'Nothing is due on the invoice any more.' };
  // A declined attempt stays open for another card; once money came, or is on its way, there is nothing to say.
  const { status } = await ask.query(payments.getAttempt, { attemptId: mail.sourceId });
  if (status === 'succeeded' || status === 'processing') return { dropped: 'The payment went through after all.' };
  return { values: { ...values, advice: adviceOn(mail.declineCode, language) }, attachments: [], link };
});

/** What was paid since, or is being paid just now, nobody is reminded of. */
const writeReminder = aboutInvoice(async ({ ask, invoice, values, link }) => {
  if (invoice.due === 0 || invoice.status === 'void') return { dropped: 'Nothing is due on the invoice any more.' };
  if (invoice.held > 0) return { dropped: 'A payment is under way.' };
  return { values, attachments: [await attached(ask, invoice.invoiceId)], link };
});

const writeSignIn: Writer = async ({ mail: { contactId, browserHash } }) =>
  browserHash === null
    ? { dropped: 'Nobody asked for it from a browser.' }
    : { values: {}, attachments: [], link: { kind: 'signIn', contactId, browserHash } };

/** Who has the link must sign in all the same: it gives nothing away. */
const writeCardRequest: Writer = async ({ tenant: { slug } }) => ({
  ...{ values: {}, attachments: [] },
  link: { kind: 'portal', path: `/portal/${slug}/payment-methods` },
});

const writeVoided = aboutInvoice(({ invoice, values }) =>
  invoice.status === 'void'
    ? { values, attachments: [], link: null }
    : { dropped: 'The invoice is not void after all.' },
);

/** Who knows what a kind of mail has to say. */
export const writers: Readonly<Record<MailKind, Writer>> = {
  invoiceIssued: writeInvoice,
  invoiceLink: writeInvoice,
  settledInvoice: writeInvoice,
  reminderBeforeDue: writeReminder,
  reminderOverdue: writeReminder,
  invoicePaid: writeReceipt,
  invoicePartlyPaid: writeReceipt,
  paymentFailed: writeFailure,
  autopayRefused: writeAutopay,
  autopayConfirm: writeAutopay,
  autopayCardNeeded: writeAutopay,
  autopayLastNotice: writeAutopay,
  methodExpiring: writeMethodExpiring,
  cardRequested: writeCardRequest,
  creditNoteIssued: writeCreditNote,
  creditCreated: writeCredit,
  refundSent: writeRefund,
  invoiceVoided: writeVoided,
  statementSent: writeStatement,
  quoteSent: writeQuoteSent,
  quoteAccepted: writeQuoteAccepted,
  signInLink: writeSignIn,
  staffPaymentReceived: writeStaffPayment,
  staffPaymentFailed: writeStaffFailure,
  staffAutopayGaveUp: writeGaveUp,
  staffRefundFailed: writeFailedRefund,
  staffDisputeOpened: writeDispute,
  staffQuoteAccepted: writeStaffQuoteAccepted,
  staffQuoteDeclined: writeStaffQuoteDeclined,
  staffQuoteAskedFor: writeStaffQuoteAskedFor,
  staffMailBounced: writeBounce,
  // Written by `mailAlarms`: it is about no customer.
  staffAlarm: async () => ({ dropped: 'It is sent by itself.' }),
};
