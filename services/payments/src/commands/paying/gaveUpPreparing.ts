import type { Context } from '@purser/bus';
import type { Fault } from '@purser/fault';
import { sayCancelled } from '../../applying/applyIntent.ts';
import { lockAttempt, moveAttempt } from '../../store/attempts.ts';
import { dropTry } from '../../store/tries.ts';

/**
 * A payment whose preparation used up its tries is over, and its invoice is free: an intent that Stripe may have made of it is confirmed by
 * nobody. One that has its intent is left to the janitor.
 */
export async function gaveUpPreparing(ctx: Context, _input: unknown, problem: Fault): Promise<void> {
  const attempt = await lockAttempt(ctx.tx, ctx.messageId);
  if (attempt?.status !== 'planned') return;
  const error = { code: problem.code, declineCode: null, adviceCode: null };
  await moveAttempt(ctx.tx, attempt.attemptId, { status: 'failed', error }, ctx.now);
  await dropTry(ctx, attempt.attemptId);
  sayCancelled(ctx, attempt);
}
