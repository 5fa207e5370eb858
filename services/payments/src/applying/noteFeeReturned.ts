import type { Context } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fromStripe } from '@purser/money';
import { returnedFee } from '../domain/applicationFee.ts';
import { feeSoFar, type RefundPart, setFeeReturned } from '../store/refunds.ts';

/**
 * What of the platform's fee came back with a refund is told once. Stripe reckons it, in proportion; whether that is what our own sums say, and
 * the whole fee with the last part, is looked at each time.
 */
export async function noteFeeReturned(
  ctx: Context,
  part: RefundPart,
  told: { amount: number; currency: string },
): Promise<void> {
  const { amount, currency } = fromStripe(told);
  if (!(await setFeeReturned(ctx.tx, part.partId, { amount, currency }))) return;
  const { paymentId, partId, invoiceId } = part;
  if (amount > 0n)
    ctx.stage.send(contract.applicationFeeReturned, {
      ...{ paymentId, partId, invoiceId, currency, amount: Number(amount), at: ctx.now.toISOString() },
    });
  if (part.origin === 'purser' && currency === part.currency) await compare(ctx, part, amount);
}

async function compare(ctx: Context, part: RefundPart, amount: bigint): Promise<void> {
  const { fee, paid, before, returnedBefore } = await feeSoFar(ctx.tx, part);
  const expected = returnedFee(fee, { amount: paid, before, now: part.amount });
  const isLast = before + part.amount >= paid;
  const differs = isLast ? returnedBefore + amount !== fee : amount - expected > 1n || expected - amount > 1n;
  if (!differs && returnedBefore + amount <= fee) return;
  const facts = { refund: part.partId, returned: Number(amount), expected: Number(expected), fee: Number(fee) };
  ctx.log.error({ alarm: 'application_fee_differs', ...facts }, 'another part of the fee came back than is due');
}
