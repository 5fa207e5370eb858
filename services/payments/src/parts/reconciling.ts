import { answer, handle, handleStepped } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { reviewAccount } from '../commands/connect/reviewAccount.ts';
import { followIntent } from '../commands/paying/followIntent.ts';
import { continueProof } from '../commands/reconciling/continueProof.ts';
import { fetchEvents } from '../commands/reconciling/fetchEvents.ts';
import { followPayout } from '../commands/reconciling/followPayout.ts';
import { runReconciliation } from '../commands/reconciling/runReconciliation.ts';
import { settleOrphan } from '../commands/reconciling/settleOrphan.ts';
import { startProof } from '../commands/reconciling/startProof.ts';
import { sweepEvents } from '../commands/reconciling/sweepEvents.ts';
import type { Proving } from '../proving/parts.ts';
import { getPayout, listPayouts } from '../queries/payouts.ts';
import { getProof, listFindings, listProofs } from '../queries/proofs.ts';
import { getReconciliation, listOrphans } from '../queries/reconciliation.ts';
import type { StoresListed } from '../webhooks/listed.ts';

/** Stripe's books held against ours: by whoever wants to know, and by the clock. */
export function reconcilingHandlers(proving: Proving & StoresListed) {
  return [
    handleStepped(contract.startProof, startProof(proving)),
    handleStepped(contract.continueProof, continueProof(proving)),
    answer(contract.getProof, getProof),
    answer(contract.listProofs, listProofs),
    answer(contract.listFindings, listFindings),
    handle(contract.sweepEvents, sweepEvents),
    handleStepped(contract.fetchEvents, fetchEvents(proving)),
    handle(contract.reviewAccount, reviewAccount),
    handle(contract.runReconciliation, runReconciliation),
    handleStepped(contract.followIntent, followIntent(proving)),
    handleStepped(contract.followPayout, followPayout(proving)),
    answer(contract.listPayouts, listPayouts),
    answer(contract.getPayout, getPayout),
    handleStepped(contract.settleOrphan, settleOrphan(proving)),
    answer(contract.getReconciliation, getReconciliation),
    answer(contract.listOrphans, listOrphans),
  ];
}

export const reconcilingMessages = [
  contract.continueProof,
  contract.sweepEvents,
  contract.fetchEvents,
  contract.reviewAccount,
  contract.followIntent,
  contract.followPayout,
  contract.balanceMoved,
  contract.moneyExchanged,
  contract.payoutArrived,
  contract.payoutFailed,
];
