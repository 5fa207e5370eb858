import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import type { z } from 'zod';
import { storeFeeTerms } from '../../store/applicationFees.ts';

/** From the next payment on; what is under way keeps the fee it was begun with. */
export async function setApplicationFee(
  ctx: Context,
  { basisPoints, fixed, by }: z.output<typeof contract.setApplicationFee.input>,
) {
  const amounts = Object.fromEntries(fixed.map(({ currency, amount }) => [currency, amount]));
  await storeFeeTerms(ctx, { basisPoints, fixed: amounts }, by);
  return { basisPoints, fixed };
}
