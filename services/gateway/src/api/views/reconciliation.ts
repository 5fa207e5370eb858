import type { payments } from '@purser/contracts';
import type { z } from 'zod';
import { shown, shownOrNull } from '../ids.ts';
import type {
  FindingModel,
  OrphanModel,
  PayoutModel,
  PayoutPartsModel,
  ProofModel,
  ReconciliationModel,
} from '../models/reconciliation.ts';

type Standing = z.output<typeof payments.getReconciliation.output>;
type Proof = z.output<typeof payments.getProof.output>;
type Finding = z.output<typeof payments.listFindings.output>['findings'][number];
type Orphan = z.output<typeof payments.listOrphans.output>['orphans'][number];
type Payout = z.output<typeof payments.listPayouts.output>['payouts'][number];
type Part = z.output<typeof payments.getPayout.output>['parts'][number];

export function reconciliationView({ accounts, openOrphans }: Standing): ReconciliationModel {
  return {
    accounts: accounts.map(({ objects: { proofId, ...objects }, ...account }) => ({
      ...account,
      objects: { ...objects, proof: shownOrNull('prf', proofId) },
    })),
    openOrphans,
  };
}

export function proofView({ proofId, phase: _, ...proof }: Proof): ProofModel {
  return { id: shown('prf', proofId), ...proof };
}

export function findingView({ ourId: _, invoiceId, ...finding }: Finding): FindingModel {
  return { ...finding, invoiceId: shownOrNull('inv', invoiceId) };
}

export function orphanView(orphan: Orphan): OrphanModel {
  const { kind, mode, account, stripeId, detail, advice, status, actions, reason, settledAt, problem, foundAt } =
    orphan;
  const { currency } = orphan;
  const money = (amount: number | null) => (amount === null || currency === null ? null : { amount, currency });
  return {
    id: shown('orp', orphan.orphanId),
    ...{ kind, mode, account, stripeId, detail, advice, status, actions, reason, settledAt, problem, foundAt },
    invoiceId: shownOrNull('inv', orphan.invoiceId),
    atStripe: money(orphan.atStripe),
    here: money(orphan.here),
  };
}

export function payoutView({ payoutId, amount, partsSum, currency, ...payout }: Payout): PayoutModel {
  return {
    id: shown('pot', payoutId),
    ...payout,
    amount: { amount, currency },
    partsSum: { amount: partsSum, currency },
  };
}

export function payoutPartView(
  { balanceTransactionId, paymentId, invoiceId, ...part }: Part,
  invoiceNumber: string | undefined,
): PayoutPartsModel['data'][number] {
  return {
    id: balanceTransactionId,
    ...part,
    paymentId: shownOrNull('pay', paymentId),
    invoiceId: shownOrNull('inv', invoiceId),
    invoiceNumber: invoiceNumber ?? null,
  };
}
