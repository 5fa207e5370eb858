import { answer, reactInBatches } from '@purser/bus';
import { reporting as contract, invoicing, payments } from '@purser/contracts';
import type { ServiceDefinition } from '@purser/service';
import { creditNoteIssued, invoiceIssued, invoiceVoided } from './domain/invoices.ts';
import {
  creditCreated,
  outsidePaymentRecorded,
  paymentAllocated,
  paymentFeeKnown,
  paymentSucceeded,
} from './domain/payments.ts';
import { getMonthlyFigures } from './queries/getMonthlyFigures.ts';
import { getTrialBalance } from './queries/getTrialBalance.ts';
import { listJournal } from './queries/listJournal.ts';
import { booking } from './reactions/booking.ts';

/** The double-entry journal: each event that moves money books one entry that stands alone. */
export const reporting: ServiceDefinition = {
  name: 'reporting',
  migrations: new URL('../migrations/', import.meta.url),
  build: () => ({
    handlers: [
      reactInBatches(invoicing.invoiceIssued, 'onInvoiceIssued', booking(invoiceIssued)),
      reactInBatches(invoicing.invoiceVoided, 'onInvoiceVoided', booking(invoiceVoided)),
      reactInBatches(invoicing.creditNoteIssued, 'onCreditNoteIssued', booking(creditNoteIssued)),
      reactInBatches(payments.paymentSucceeded, 'onPaymentSucceeded', booking(paymentSucceeded)),
      reactInBatches(invoicing.outsidePaymentRecorded, 'onOutsidePaymentRecorded', booking(outsidePaymentRecorded)),
      reactInBatches(invoicing.paymentAllocated, 'onPaymentAllocated', booking(paymentAllocated)),
      reactInBatches(invoicing.creditCreated, 'onCreditCreated', booking(creditCreated)),
      reactInBatches(payments.paymentFeeKnown, 'onPaymentFeeKnown', booking(paymentFeeKnown)),
      answer(contract.getTrialBalance, getTrialBalance),
      answer(contract.listJournal, listJournal),
      answer(contract.getMonthlyFigures, getMonthlyFigures),
    ],
    sends: [],
  }),
};
