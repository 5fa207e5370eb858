import { command } from '@purser/message';
import { z } from 'zod';
import { amount, billingStaff, id, instant, text } from '../common.ts';
import { quoteStatus, service } from './shapes.ts';

// What becomes of a quote that was sent, by its customer or by the calendar.

/**
 * The customer says yes. Where staff were told, they write it down.
 * @throws Fault rejected `quote_accepted`, `quote_expired`, `quote_withdrawn`, `quote_superseded`, `quote_total_differs`, `quote_nothing_chosen`
 */
export const acceptQuote = command({
  service,
  name: 'acceptQuote',
  version: 1,
  input: z.strictObject({
    quoteId: id,
    /** Who says so. */
    name: text(200),
    consent: z.literal(true),
    /** The optional lines that are wanted. */
    chosen: z.array(text(60)).max(1000),
    /** What the page said it comes to: nobody accepts another amount than they saw. */
    total: amount,
    /** The network address it came from. */
    address: text(64).optional(),
  }),
  output: z.strictObject({ quoteId: id, status: quoteStatus, total: amount, acceptedAt: instant }),
  callers: { staff: billingStaff, customer: 'own' },
  sealed: ['name', 'address'],
});

export const declineQuote = command({
  service,
  name: 'declineQuote',
  version: 1,
  input: z.strictObject({ quoteId: id, reason: text(1000).optional() }),
  output: z.strictObject({ quoteId: id, status: quoteStatus }),
  callers: { staff: billingStaff, customer: 'own' },
  sealed: ['reason'],
});

/** The customer of a quote that is over would like a new one; staff hear of it once. */
export const askForQuote = command({
  service,
  name: 'askForQuote',
  version: 1,
  input: z.strictObject({ quoteId: id }),
  output: z.strictObject({ asked: z.boolean() }),
  callers: { customer: 'own', services: ['directory'] },
});

/** The customer opened the quote's page. The first time counts for the timeline. */
export const recordQuoteView = command({
  service,
  name: 'recordQuoteView',
  version: 1,
  input: z.strictObject({ quoteId: id }),
  output: z.strictObject({ quoteId: id }),
  callers: { customer: 'own' },
});

/** Rings when the last day of a quote is over. */
export const expireQuote = command({
  service,
  name: 'expireQuote',
  version: 1,
  input: z.strictObject({ quoteId: id }),
  output: z.strictObject({ expired: z.boolean() }),
  callers: { services: ['invoicing'] },
});
