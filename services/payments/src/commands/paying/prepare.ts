import type { payments as contract } from '@purser/contracts';
import { type Fault, fault } from '@purser/fault';
import type { z } from 'zod';
import type { NewAttempt } from '../../store/attempts.ts';
import type { Turn } from '../../store/bills.ts';

export type PrepareOutput = z.input<typeof contract.preparePayment.output>;

/** What the steps of preparing pass on: the attempt, what was asked for, and Stripe's customer or the person to make one of. */
export type PrepareRequest = {
  attempt: NewAttempt;
  amount: number | null;
  customer: string | { name: string; email: string } | undefined;
  publishableKey: string;
  connectedAccount: string | null;
  number: string | null;
  /** The card on file that is charged with the customer away; absent where they are there to confirm. */
  away?: string;
  /** The try that this is, of those with the customer away. */
  turn?: Turn & { onDay: string };
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

/** There is no charging it now, and no use in asking again. */
export const skipped = (code: string, text: string): Fault => fault('rejected', code, text);
