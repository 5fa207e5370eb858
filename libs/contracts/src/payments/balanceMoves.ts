import { event } from '@purser/message';
import { z } from 'zod';
import { currency, id, instant } from '../common.ts';

/**
 * What it was to the books: a fee or tax of Stripe's; what it holds back and lets go; what came from the bank to lie at Stripe; the
 * platform's part of payments at accounts connected to it; anything else.
 */
export const movedFor = z.enum(['fee', 'reserve', 'topUp', 'platformFee', 'other']);
export type MovedFor = z.infer<typeof movedFor>;

/** Stripe took or gave money apart from payments, refunds, disputes and payouts. Told once for each balance transaction. */
export const balanceMoved = event({
  service: 'payments',
  name: 'balanceMoved',
  version: 1,
  input: z.strictObject({
    moveId: id,
    balanceTransactionId: z.string().max(255),
    movedFor,
    /** Stripe's own word. */
    type: z.string().max(255),
    currency,
    /** Minor units, below zero where Stripe took it. */
    amount: z.int(),
    /** What was taken besides. */
    fee: z.int(),
    /** When Stripe moved it. */
    at: instant,
  }),
  readers: ['reporting'],
});
