import { accounting, directory, invoicing, notifications, payments } from '@purser/contracts';
import type { Event } from '@purser/message';

/** What the live feed tells of. */
export const watched: readonly Event[] = [
  directory.customerCreated,
  directory.customerChanged,
  invoicing.invoiceDrafted,
  invoicing.invoiceIssued,
  invoicing.outsidePaymentRecorded,
  invoicing.invoicePartlyPaid,
  invoicing.invoicePaid,
  invoicing.invoiceVoided,
  invoicing.creditNoteIssued,
  payments.paymentSucceeded,
  payments.paymentFailed,
  payments.attemptCancelled,
  notifications.mailSent,
  notifications.mailFailed,
  accounting.documentPushed,
  accounting.documentFailed,
];
