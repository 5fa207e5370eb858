import { answer, handleStepped } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { acceptDispute, sendEvidence } from '../commands/goingBack/answerDispute.ts';
import { followDispute } from '../commands/goingBack/followDispute.ts';
import { followRefund } from '../commands/goingBack/followRefund.ts';
import { resolveRefund } from '../commands/goingBack/resolveRefund.ts';
import { sendRefund } from '../commands/goingBack/sendRefund.ts';
import type { Outside } from '../outside.ts';
import { listDisputes } from '../queries/listDisputes.ts';
import { listRefunds } from '../queries/listRefunds.ts';

/** Money that goes back: refunds, and what customers' banks take. */
export function goingBackHandlers(outside: Outside) {
  return [
    handleStepped(contract.sendRefund, sendRefund(outside)),
    handleStepped(contract.resolveRefund, resolveRefund(outside)),
    handleStepped(contract.followRefund, followRefund(outside)),
    handleStepped(contract.followDispute, followDispute(outside)),
    handleStepped(contract.sendEvidence, sendEvidence(outside)),
    handleStepped(contract.acceptDispute, acceptDispute(outside)),
    answer(contract.listRefunds, listRefunds),
    answer(contract.listDisputes, listDisputes),
  ];
}

export const goingBackMessages = [
  contract.refundSucceeded,
  contract.refundFailed,
  contract.disputeOpened,
  contract.disputeClosed,
  contract.disputeMoneyMoved,
  contract.resolveRefund,
  contract.followRefund,
  contract.followDispute,
];
