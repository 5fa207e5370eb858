import type { Context, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { sayCancelled } from '../../../applying/applyIntent.ts';
import { refuseRequest } from '../../../applying/autopayTries.ts';
import { isOpen } from '../../../domain/attempt.ts';
import { lockAttempt, moveAttempt } from '../../../store/attempts.ts';
import { dropTry } from '../../../store/tries.ts';
import { lacksPermission, shutOut } from '../../../stripe/answer.ts';
import type { Mode } from '../../../stripe/home.ts';
import type { PrepareOutput as Output } from '../prepare.ts';

/** Stripe refused for certain and charged nothing: the attempt ends, its hold is let go, and the payer is told. */
export async function endAttempt(
  ctx: Context,
  attemptId: string,
  said: { code: string; text: string },
): Promise<Next<Output>> {
  const attempt = await lockAttempt(ctx.tx, attemptId);
  // What has come to an end before stays as it ended: money that came is there.
  if (attempt && isOpen(attempt.status)) {
    const error = { code: said.code, declineCode: null, adviceCode: null };
    await moveAttempt(ctx.tx, attemptId, { status: 'failed', error }, ctx.now);
    const { mode, account } = attempt;
    if (said.code === lacksPermission) await lackPermission(ctx, { attemptId, mode }, said.text);
    else if (said.code === shutOut) {
      // Nobody's card is to blame: a run takes the invoice up again once the account is connected. How it stands is looked at now.
      await dropTry(ctx, attemptId);
      ctx.stage.send(contract.followAccount, { mode, account });
    } else await refuseRequest(ctx, attempt, error);
    sayCancelled(ctx, attempt);
  }
  const text =
    said.code === lacksPermission
      ? 'Card payments do not work here at the moment. Nothing was charged, and whoever sent the invoice knows.'
      : 'The payment service refused this payment. Nothing was charged.';
  return { refused: fault('rejected', 'stripe_refused', text, { internal: `${said.code}: ${said.text}` }) };
}

/**
 * The tenant's key lacks a permission: nobody's card is to blame, and a run takes the invoice up again once the key may. A look at Stripe
 * says by name what it lacks.
 */
async function lackPermission(
  ctx: Context,
  { attemptId, mode }: { attemptId: string; mode: Mode },
  text: string,
): Promise<void> {
  await dropTry(ctx, attemptId);
  ctx.log.error({ alarm: 'key_lacks_permission', attempt: attemptId, problem: text }, 'a payment could not be begun');
  ctx.stage.send(contract.checkStripe, { mode });
}
