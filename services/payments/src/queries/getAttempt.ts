import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { toldToPayer } from '../domain/decline.ts';
import { readingCustomer } from '../reader.ts';
import { findAttempt } from '../store/attempts.ts';

export async function getAttempt({ tx, actor }: Pick<Context, 'tx' | 'actor'>, { attemptId }: { attemptId: string }) {
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
    declineCode: readingCustomer(actor) === undefined ? declineCode : toldToPayer(declineCode),
    openedAt: openedAt.toISOString(),
  };
}
