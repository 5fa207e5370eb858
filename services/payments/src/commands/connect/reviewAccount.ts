import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import type { z } from 'zod';
import { nextReview, reviewPeriod } from '../../domain/reconciliation.ts';
import { firstPhase } from '../../proving/phases.ts';
import { openDisputes, openSetups } from '../../store/openThings.ts';
import { insertProof, latestDaily } from '../../store/proofs.ts';
import { lockReconciliation, setDailyTimer } from '../../store/reconciliations.ts';

/**
 * The night has come: the account's objects are held against ours as a proof holds them, and what can be mended is. What is open and
 * older than that is read again by itself.
 */
export async function reviewAccount(ctx: Context, { at, timer }: z.output<typeof contract.reviewAccount.input>) {
  const { tx, tenant, now, stage } = ctx;
  const known = await lockReconciliation(tx, at);
  if (known?.dailyTimer !== timer) return { proofId: null };
  const next = { timer: newId(), at: nextReview(tenant, now) };
  await setDailyTimer(tx, at, next.timer, next.at);
  stage.later(contract.reviewAccount, { at, timer: next.timer }, next.at);
  const last = await latestDaily(tx, at, 'finished');
  const period = reviewPeriod(now, last?.startedAt ?? null);
  const proofId = newId();
  await insertProof(ctx, { proofId, purpose: 'daily', ...at, ...period, phase: firstPhase });
  stage.send(contract.continueProof, { proofId, turn: 0 });
  for (const setupIntentId of await openSetups(tx, at)) stage.send(contract.followSetup, { setupIntentId, at });
  for (const stripeDisputeId of await openDisputes(tx, at)) stage.send(contract.followDispute, { stripeDisputeId, at });
  return { proofId };
}
