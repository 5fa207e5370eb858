import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';

export type PrepareOutput = z.input<typeof contract.preparePayment.output>;

/** What the steps of preparing pass on: the attempt, what was asked for, and Stripe's customer or the person to make one of. */
export type PrepareRequest = {
  attempt: { attemptId: string; invoiceId: string; customerId: string; mode: 'test' | 'live'; currency: string };
  amount: number | null;
  customer: string | { name: string; email: string } | undefined;
  publishableKey: string;
  number: string | null;
};

/** Two came at once, and the other was first. */
export function inProgress() {
  return fault(
    'conflict',
    'payment_in_progress',
    'A payment of this invoice is being prepared; try again in a moment.',
    {
      retryAfter_ms: 1000,
    },
  );
}
