import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { toldToPayer } from '../domain/decline.ts';
import { wayOfPaying } from '../domain/wayOfPaying.ts';
import { readingCustomer } from '../reader.ts';
import { findAttempt } from '../store/attempts.ts';

export async function getAttempt({ tx, actor }: Pick<Context, 'tx' | 'actor'>, { attemptId }: { attemptId: string }) {
  const attempt = await findAttempt(tx, attemptId);
  if (!attempt) throw fault('notFound', 'attempt_not_found', 'There is no such payment attempt.');
  const { invoiceId, customerId, status, amount, currency, paymentIntentId, openedAt, openedBy } = attempt;
  // Some refusals have no decline code: a wrong security code, 3D Secure that failed.
  const reason = attempt.declineCode ?? attempt.errorCode;
  return {
    attemptId,
    invoiceId,
    customerId,
    status,
    amount: Number(amount ?? 0n),
    currency,
    paymentIntentId,
    declineCode: readingCustomer(actor) === undefined ? reason : toldToPayer(reason),
    openedAt: openedAt.toISOString(),
    openedBy: readingCustomer(actor) === undefined ? openedBy : null,
    way: attempt.methodType === null ? null : wayOfPaying(attempt.methodType),
  };
}
