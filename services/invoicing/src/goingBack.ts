import { answer, handle, react } from '@purser/bus';
import { invoicing as contract, payments } from '@purser/contracts';
import { retryRefund, settleRefund, withdrawRefund } from './commands/failedRefund.ts';
import { refundPayment } from './commands/refundPayment.ts';
import { resumeChasing } from './commands/resumeChasing.ts';
import { listRefundsAsked } from './queries/listRefundsAsked.ts';
import { onDisputeClosed, onDisputeOpened } from './reactions/onDisputes.ts';
import { onRefundFailed, onRefundSucceeded } from './reactions/onRefunds.ts';

/** Money that goes back to customers: refunds that staff ask for, and what their banks take. */
export const goingBackHandlers = [
  handle(contract.refundPayment, refundPayment),
  handle(contract.retryRefund, retryRefund),
  handle(contract.withdrawRefund, withdrawRefund),
  handle(contract.settleRefund, settleRefund),
  handle(contract.resumeChasing, resumeChasing),
  answer(contract.listRefundsAsked, listRefundsAsked),
  react(payments.refundSucceeded, 'onRefundSucceeded', onRefundSucceeded),
  react(payments.refundFailed, 'onRefundFailed', onRefundFailed),
  react(payments.disputeOpened, 'onDisputeOpened', onDisputeOpened),
  react(payments.disputeClosed, 'onDisputeClosed', onDisputeClosed),
];

export const goingBackMessages = [
  contract.refundAsked,
  contract.paymentReversed,
  contract.creditReversed,
  contract.refundSettled,
  payments.sendRefund,
];
