import type { Context } from '@purser/bus';
import { toldToPayer } from '../domain/decline.ts';
import { wayOfPaying } from '../domain/wayOfPaying.ts';
import { readingCustomer } from '../reader.ts';
import { attemptsOf } from '../store/attemptLists.ts';

/** All tries to take money for an invoice, the newest first. Payers are not told what a bank says behind their back. */
export async function listAttempts({ tx, actor }: Pick<Context, 'tx' | 'actor'>, { invoiceId }: { invoiceId: string }) {
  const told = readingCustomer(actor) === undefined ? (code: string | null) => code : toldToPayer;
  const attempts = await attemptsOf(tx, invoiceId);
  return {
    attempts: attempts.map((attempt) => ({
      attemptId: attempt.attemptId,
      status: attempt.status,
      amount: Number(attempt.amount ?? 0n),
      currency: attempt.currency,
      paymentIntentId: attempt.paymentIntentId,
      code: told(attempt.code),
      declineCode: told(attempt.declineCode),
      openedAt: attempt.openedAt.toISOString(),
      openedBy: readingCustomer(actor) === undefined ? attempt.openedBy : null,
      way: attempt.methodType === null ? null : wayOfPaying(attempt.methodType),
      changedAt: attempt.changedAt.toISOString(),
    })),
  };
}
