import type { Context } from '@purser/bus';
import type { payments } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from '../commands/planAndSend.ts';

/** Whose card ends soon is told once for each month it ends in: a renewed card ends anew. */
export async function onMethodExpiring(
  ctx: Context,
  { customerId, brand, last4, expMonth, expYear }: z.output<typeof payments.methodExpiring.input>,
): Promise<void> {
  const name = [brand ?? 'card', last4 === null ? '' : `•••• ${last4}`].join(' ').trim();
  const reference = `${name}|${String(expMonth).padStart(2, '0')}/${expYear}`;
  await planAndSend(ctx, { kind: 'methodExpiring', sourceId: ctx.messageId, customerId, reference });
}
