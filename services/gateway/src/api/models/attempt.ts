import { attemptStatus, payments } from '@purser/contracts';
import { z } from 'zod';
import { attemptId, instant, invoiceId, money } from './common.ts';

/** One try to take money for an invoice. Open ones, all but those that succeeded, failed or were cancelled, keep its amount set aside. */
export const attemptModel = z.strictObject({
  id: attemptId,
  invoiceId,
  status: attemptStatus,
  amount: money,
  openedAt: instant,
  /** Null where nobody wrote it down. */
  openedBy: z.strictObject({ kind: z.enum(['customer', 'staff', 'service']), name: z.string() }).nullable(),
  /** By what it is paid; null while nobody told. */
  way: payments.wayOfPaying.nullable(),
  /** Whether it may be ended: nobody has confirmed it yet, as far as is known here. Stripe has the last word. */
  mayEnd: z.boolean(),
});
export type AttemptModel = z.infer<typeof attemptModel>;

/** The newest first. */
export const attemptsModel = z.strictObject({ data: z.array(attemptModel) });
