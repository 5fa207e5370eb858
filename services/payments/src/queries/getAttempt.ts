import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { findAttempt } from '../store/attempts.ts';

export async function getAttempt({ tx }: Pick<Context, 'tx'>, { attemptId }: { attemptId: string }) {
  const attempt = await findAttempt(tx, attemptId);
  if (!attempt) throw fault('notFound', 'attempt_not_found', 'There is no such payment attempt.');
  const { invoiceId, customerId, status, amount, currency, paymentIntentId, declineCode, openedAt } = attempt;
  return {
    attemptId,
    invoiceId,
    customerId,
    status,
    amount: Number(amount ?? 0n),
    currency,
    paymentIntentId,
    declineCode,
    openedAt: openedAt.toISOString(),
  };
}
