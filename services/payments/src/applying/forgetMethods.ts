import type { Context } from '@purser/bus';
import type { directory } from '@purser/contracts';
import type { z } from 'zod';
import { lockMethods } from '../store/methods.ts';
import { letGo } from './keepMethod.ts';

/** Nobody charges the card of somebody who was erased: it is off here and at Stripe. */
export async function forgetMethods(
  ctx: Context,
  { customerId }: z.output<typeof directory.customerErased.input>,
): Promise<void> {
  for (const method of await lockMethods(ctx.tx, customerId)) await letGo(ctx, method);
}
