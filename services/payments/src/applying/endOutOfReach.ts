import type { WorkContext } from '@purser/bus';
import { type AttemptStatus, isOpen } from '../domain/attempt.ts';
import { type Attempt, moveAttempt } from '../store/attempts.ts';
import { dropTry, findTry } from '../store/tries.ts';
import { sayCancelled } from './applyIntent.ts';

/**
 * Ends an attempt, which the caller holds locked, of whose intent Stripe tells nothing any more, so that its invoice is not held for ever. Call
 * it where people ask for it, who know whether they have paid, or where nobody is charged after it: what a bank is working on stays, and so does a
 * charge that was sent with the customer away and not answered. Money that is told of later counts all the same.
 */
export async function endOutOfReach(ctx: WorkContext, attempt: Attempt): Promise<AttemptStatus> {
  const { attemptId, status } = attempt;
  const tried = await findTry(ctx.tx, attemptId);
  const isDoubtful = tried !== undefined && tried.outcome !== 'refused';
  if (!isOpen(status) || status === 'processing' || isDoubtful) return status;
  await moveAttempt(ctx.tx, attemptId, { status: 'cancelled' }, ctx.now);
  await dropTry(ctx, attemptId);
  sayCancelled(ctx, attempt);
  return 'cancelled';
}
