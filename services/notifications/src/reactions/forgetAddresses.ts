import type { Context } from '@purser/bus';
import type { directory } from '@purser/contracts';
import type { z } from 'zod';
import { dropBounces } from '../store/bounces.ts';
import { dropRecipientIndexes } from '../store/mails.ts';

/** By what addresses of an erased customer were found goes too: that key is the tenant's and lives on. */
export async function forgetAddresses(
  { tx }: Pick<Context, 'tx'>,
  { customerId }: z.output<typeof directory.customerErased.input>,
): Promise<void> {
  await dropRecipientIndexes(tx, customerId);
  await dropBounces(tx, customerId);
}
