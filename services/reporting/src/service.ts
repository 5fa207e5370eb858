import { answer, handle, reactInBatches } from '@purser/bus';
import { reporting as contract, invoicing, payments } from '@purser/contracts';
import type { ServiceDefinition } from '@purser/service';
import { removeExchangeRate } from './commands/removeExchangeRate.ts';
import { setExchangeRates } from './commands/setExchangeRates.ts';
import { creditApplied, invoiceWrittenOff, refundAsked, writeOffReversed } from './domain/credit.ts';
import { moneyExchanged } from './domain/exchanges.ts';
import { creditNoteIssued, invoiceIssued, invoiceVoided } from './domain/invoices.ts';
import {
  creditCreated,
  outsidePaymentRecorded,
  paymentAllocated,
  paymentFeeKnown,
  paymentSucceeded,
} from './domain/payments.ts';
import { payoutArrived, payoutFailed } from './domain/payouts.ts';
import {
  applicationFeeReturned,
  creditReversed,
  disputeMoneyMoved,
  paymentReversed,
  refundFailed,
  refundSettled,
  refundSucceeded,
} from './domain/refunds.ts';
import { balanceMoved } from './domain/stripeMoves.ts';
import { getBooked } from './queries/getBooked.ts';
import { getMonthlyFigures } from './queries/getMonthlyFigures.ts';
import { getTrialBalance } from './queries/getTrialBalance.ts';
import { listClearing } from './queries/listClearing.ts';
import { listExchangeRates } from './queries/listExchangeRates.ts';
import { listJournal } from './queries/listJournal.ts';
import { booking } from './reactions/booking.ts';

/** The double-entry journal: each event that moves money books one entry that stands alone; and the rates by which reports add currencies up. */
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
      reactInBatches(invoicing.creditApplied, 'onCreditApplied', booking(creditApplied)),
      reactInBatches(invoicing.refundAsked, 'onRefundAsked', booking(refundAsked)),
      reactInBatches(invoicing.invoiceWrittenOff, 'onInvoiceWrittenOff', booking(invoiceWrittenOff)),
      reactInBatches(invoicing.writeOffReversed, 'onWriteOffReversed', booking(writeOffReversed)),
      reactInBatches(payments.paymentFeeKnown, 'onPaymentFeeKnown', booking(paymentFeeKnown)),
      reactInBatches(invoicing.paymentReversed, 'onPaymentReversed', booking(paymentReversed)),
      reactInBatches(invoicing.creditReversed, 'onCreditReversed', booking(creditReversed)),
      reactInBatches(payments.applicationFeeReturned, 'onApplicationFeeReturned', booking(applicationFeeReturned)),
      reactInBatches(payments.refundSucceeded, 'onRefundSucceeded', booking(refundSucceeded)),
      reactInBatches(payments.refundFailed, 'onRefundFailed', booking(refundFailed)),
      reactInBatches(invoicing.refundSettled, 'onRefundSettled', booking(refundSettled)),
      reactInBatches(payments.disputeMoneyMoved, 'onDisputeMoneyMoved', booking(disputeMoneyMoved)),
      reactInBatches(payments.payoutArrived, 'onPayoutArrived', booking(payoutArrived)),
      reactInBatches(payments.payoutFailed, 'onPayoutFailed', booking(payoutFailed)),
      reactInBatches(payments.balanceMoved, 'onBalanceMoved', booking(balanceMoved)),
      reactInBatches(payments.moneyExchanged, 'onMoneyExchanged', booking(moneyExchanged)),
      answer(contract.getTrialBalance, getTrialBalance),
      answer(contract.listJournal, listJournal),
      answer(contract.getMonthlyFigures, getMonthlyFigures),
      answer(contract.getBooked, getBooked),
      answer(contract.listClearing, listClearing),
      handle(contract.setExchangeRates, setExchangeRates),
      handle(contract.removeExchangeRate, removeExchangeRate),
      answer(contract.listExchangeRates, listExchangeRates),
    ],
    sends: [],
  }),
};
