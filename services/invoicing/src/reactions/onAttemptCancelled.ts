import type { Context } from '@purser/bus';
import { endHold } from '../store/holds.ts';
import { findAndLockInvoice } from '../store/lockInvoice.ts';

/** The attempt ended and took nothing: what it held is free. Where the invoice is unknown, nothing was ever held. */
export async function onAttemptCancelled(
  ctx: Context,
  { invoiceId, attemptId }: { invoiceId: string; attemptId: string },
): Promise<void> {
  const invoice = await findAndLockInvoice(ctx, invoiceId);
  if (invoice) await endHold(ctx, { attemptId, invoice });
}
