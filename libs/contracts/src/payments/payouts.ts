import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { currency, cursor, date, everyRole, id, instant, pageSize, positiveAmount } from '../common.ts';
import { stripeHome } from './home.ts';

const service = 'payments';

/** Stripe told that something happened to a payout: it is read there anew, with what is in it. */
export const followPayout = command({
  service,
  name: 'followPayout',
  version: 1,
  input: z.strictObject({ stripePayoutId: z.string().max(255), at: stripeHome }),
  output: z.strictObject({ stripePayoutId: z.string(), status: z.string() }),
  callers: { services: ['payments'] },
});

/** `open`: not added up yet. `differs`: Stripe's parts are not the payout. `none`: one by hand, of which Stripe names no parts. */
export const partsState = z.enum(['open', 'matched', 'differs', 'none']);

const payout = z.strictObject({
  payoutId: id,
  stripePayoutId: z.string(),
  ...stripeHome.shape,
  /** Minor units; below zero Stripe takes it from the bank. */
  amount: z.int(),
  currency,
  status: z.enum(['pending', 'in_transit', 'paid', 'failed', 'canceled']).or(z.string()),
  automatic: z.boolean(),
  arrivesOn: date,
  failure: z.string().nullable(),
  parts: z.int(),
  partsSum: z.int(),
  partsState,
  createdAt: instant,
});

/** The newest first. */
export const listPayouts = query({
  service,
  name: 'listPayouts',
  version: 1,
  input: z.strictObject({ failed: z.boolean().optional(), after: cursor.optional(), limit: pageSize }),
  output: z.strictObject({ payouts: z.array(payout), next: z.string().nullable() }),
  callers: { staff: everyRole },
});

/** One payout and a page of what is in it, each with the payment of ours it belongs to. */
export const getPayout = query({
  service,
  name: 'getPayout',
  version: 1,
  input: z.strictObject({ payoutId: id, after: z.string().max(255).optional(), limit: pageSize }),
  output: z.strictObject({
    payout,
    parts: z.array(
      z.strictObject({
        balanceTransactionId: z.string(),
        /** Stripe's own word. */
        type: z.string(),
        /** Stripe's word for what it is to the books; null of what was read before it was kept. */
        category: z.string().nullable(),
        source: z.string().nullable(),
        amount: z.int(),
        fee: z.int(),
        net: z.int(),
        paymentId: id.nullable(),
        invoiceId: id.nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
  callers: { staff: everyRole },
});

const ofPayout = { payoutId: id, stripePayoutId: z.string(), currency, amount: positiveAmount, at: instant };

/** The bank has it; `taken`: Stripe took it from the bank instead. */
export const payoutArrived = event({
  service,
  name: 'payoutArrived',
  version: 1,
  input: z.strictObject({ ...ofPayout, taken: z.boolean() }),
  readers: ['reporting', 'gateway'],
});

/** It did not reach the bank; `hadArrived`: it was told as arrived before. */
export const payoutFailed = event({
  service,
  name: 'payoutFailed',
  version: 1,
  input: z.strictObject({ ...ofPayout, taken: z.boolean(), failure: z.string(), hadArrived: z.boolean() }),
  readers: ['reporting', 'notifications', 'gateway'],
});
