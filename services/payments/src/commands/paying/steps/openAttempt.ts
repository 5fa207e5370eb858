import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { firstLook } from '../../../domain/janitor.ts';
import { insertAttempt, type NewAttempt } from '../../../store/attempts.ts';
import { noteTry } from '../../../store/bills.ts';
import { insertTry } from '../../../store/tries.ts';
import { inProgress, type PrepareRequest } from '../prepare.ts';

/**
 * Writes the attempt down and sets the janitor on it; with the customer away, as the one try of its step.
 * @returns false when the invoice has an open attempt
 */
export async function openAttempt(
  ctx: Context,
  attempt: NewAttempt,
  { away, turn }: Pick<PrepareRequest, 'away' | 'turn'> = {},
): Promise<boolean> {
  if (!(await insertAttempt(ctx, attempt))) return false;
  if (away !== undefined && turn) await beginTry(ctx, attempt, { ...turn, stripeMethodId: away });
  ctx.stage.later(contract.resolveAttempt, { attemptId: attempt.attemptId }, firstLook(ctx.now));
  return true;
}

type Begun = NonNullable<PrepareRequest['turn']> & { stripeMethodId: string };

async function beginTry(ctx: Context, { attemptId, invoiceId, customerId }: NewAttempt, begun: Begun): Promise<void> {
  if (!(await insertTry(ctx, { attemptId, invoiceId, customerId, ...begun }))) throw inProgress();
  await noteTry(ctx, invoiceId, begun.onDay);
}
