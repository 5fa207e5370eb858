import type { Context, Next } from '@purser/bus';
import { fault } from '@purser/fault';
import { sayCancelled } from '../../applyIntent.ts';
import { lockAttempt, moveAttempt } from '../../store/attempts.ts';
import type { PrepareOutput as Output } from '../prepare.ts';

/** Stripe refused for certain and charged nothing: the attempt ends, its hold is let go, and the payer is told. */
export async function endAttempt(
  ctx: Context,
  attemptId: string,
  said: { code: string; text: string },
): Promise<Next<Output>> {
  const attempt = await lockAttempt(ctx.tx, attemptId);
  if (attempt) {
    await moveAttempt(
      ctx.tx,
      attemptId,
      { status: 'failed', error: { code: said.code, declineCode: null, adviceCode: null } },
      ctx.now,
    );
    sayCancelled(ctx, attempt);
  }
  const text = 'The payment service refused this payment. Nothing was charged.';
  return { refused: fault('rejected', 'stripe_refused', text, { internal: `${said.code}: ${said.text}` }) };
}
