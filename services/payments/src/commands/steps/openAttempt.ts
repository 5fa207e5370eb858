import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { firstLook } from '../../domain/janitor.ts';
import { insertAttempt, type NewAttempt } from '../../store/attempts.ts';

/** Writes the attempt down and sets the janitor on it. @returns false when the invoice has an open attempt. */
export async function openAttempt(ctx: Context, attempt: NewAttempt): Promise<boolean> {
  if (!(await insertAttempt(ctx.tx, ctx.tenant, attempt, ctx.now))) return false;
  ctx.stage.later(contract.resolveAttempt, { attemptId: attempt.attemptId }, firstLook(ctx.now));
  return true;
}
