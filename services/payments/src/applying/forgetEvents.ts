import type { Context } from '@purser/bus';
import type { directory } from '@purser/contracts';
import type { z } from 'zod';
import { emptyEventsOf } from '../store/webhookKeeping.ts';

/** What Stripe told of somebody who was erased goes with them. What is not dealt with yet is emptied by the daily tidying. */
export async function forgetEvents(
  ctx: Pick<Context, 'tx'>,
  { customerId }: z.output<typeof directory.customerErased.input>,
): Promise<void> {
  await emptyEventsOf(ctx, [customerId]);
}
