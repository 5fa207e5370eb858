import { event } from '@purser/message';
import { z } from 'zod';
import { currency, id, instant } from '../common.ts';

const signed = z.strictObject({ currency, amount: z.int() });

/**
 * Stripe settled money in another currency than it was charged, refunded or disputed in. Told once for each balance transaction; amounts are
 * what they did to the balance, below zero where money went.
 */
export const moneyExchanged = event({
  service: 'payments',
  name: 'moneyExchanged',
  version: 1,
  input: z.strictObject({
    exchangeId: id,
    balanceTransactionId: z.string().max(255),
    thing: z.enum(['payment', 'refund', 'dispute']),
    /** The payment, refund or dispute that it was for. */
    thingId: id,
    from: signed,
    into: signed,
    /** As Stripe tells it, where it does. */
    rate: z.string().max(40).nullable(),
    at: instant,
  }),
  readers: ['reporting'],
});
