import type { WorkContext } from '@purser/bus';
import { afterRefusal, type Refusal, type Stopped, type Verdict, verdictOf } from '../domain/dunning.ts';
import type { Attempt } from '../store/attempts.ts';
import { endBill, lockBill, noteRefusal, stopBill } from '../store/bills.ts';
import { readPolicy } from '../store/dunningPolicies.ts';
import { closeRefused, closeSucceeded, findTry, triedAmong } from '../store/tries.ts';

/** What follows a refusal of a try with the customer away. */
export type Followed = { verdict: Verdict; nextOn: string | null; endsOn: string | null; stopped: Stopped | null };

/**
 * A bank has refused an attempt, which the caller holds locked: where a run made it, its bill moves on, once. Whoever hears of the
 * refusal first settles it: the answer to our own call, or a webhook. @returns null of an attempt that a customer made
 */
export async function settleRefusal(ctx: WorkContext, attempt: Attempt, error: Refusal): Promise<Followed | null> {
  const tried = await findTry(ctx.tx, attempt.attemptId);
  if (!tried || tried.verdict === 'refused') return null;
  const bill = await lockBill(ctx, tried.invoiceId);
  if (!bill) return null;
  if (tried.outcome !== null)
    return { verdict: tried.verdict ?? 'retry', nextOn: tried.nextOn, endsOn: bill.endsOn, stopped: bill.stopped };
  const verdict = verdictOf(error);
  // A bank may take days to say no, as it does of a debit.
  const today = ctx.now.toISOString().slice(0, 10);
  const [on = today] = [tried.onDay, today].sort().reverse();
  const dates = { refused: tried.step + 1, firstOn: bill.firstOn ?? tried.onDay, on };
  const after = afterRefusal(await readPolicy(ctx), { verdict, ...dates });
  const nextOn = 'nextOn' in after ? after.nextOn : null;
  await closeRefused(ctx, attempt.attemptId, { verdict, error, nextOn });
  // Another card stands first by now: what the old one was refused for moves nothing.
  if (bill.series === tried.series && bill.stopped !== 'staff') await noteRefusal(ctx, bill.invoiceId, after);
  const stopped = 'stopped' in after ? after.stopped : null;
  return { verdict, nextOn, endsOn: 'endsOn' in after ? after.endsOn : null, stopped };
}

/** All that was due came in: no run takes its bill up any more. */
export async function settleSuccesses(ctx: WorkContext, attempts: readonly Attempt[]): Promise<void> {
  const tried = await triedAmong(
    ctx.tx,
    attempts.map(({ attemptId }) => attemptId),
  );
  for (const { attemptId, invoiceId } of attempts) {
    if (!tried.has(attemptId)) continue;
    await closeSucceeded(ctx, attemptId);
    await endBill(ctx, invoiceId);
  }
}

/**
 * Stripe itself would not have the request, as of an amount below its least, and no bank heard of it: the same tomorrow would come to the
 * same. Staff are told, and nobody's card is to blame.
 */
export async function refuseRequest(ctx: WorkContext, attempt: Attempt, error: Refusal): Promise<void> {
  const tried = await findTry(ctx.tx, attempt.attemptId);
  if (!tried || tried.outcome !== null) return;
  await closeRefused(ctx, attempt.attemptId, { verdict: 'refused', error, nextOn: null });
  const bill = await lockBill(ctx, tried.invoiceId);
  if (bill?.series === tried.series) await stopBill(ctx, bill.invoiceId, { stopped: 'refused', endsOn: null });
}
