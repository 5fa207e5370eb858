import type { Context } from '@purser/bus';
import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from '../commands/planAndSend.ts';

/** Who paid too much is told that it is theirs; of a credit note's credit, its own mail tells. */
export async function onCreditCreated(
  ctx: Context,
  { customerId, currency, amount, source, sourceId }: z.output<typeof invoicing.creditCreated.input>,
): Promise<void> {
  if (source !== 'payment') return;
  await planAndSend(ctx, { kind: 'creditCreated', sourceId, customerId, sum: { amount, currency, credit: amount } });
}
