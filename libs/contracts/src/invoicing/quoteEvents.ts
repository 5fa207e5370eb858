import { event } from '@purser/message';
import { z } from 'zod';
import { amount, currency, date, id } from '../common.ts';
import { service } from './shapes.ts';

const ofQuote = { quoteId: id, customerId: id, currency, number: z.string(), version: z.int(), total: amount };

export const quoteSent = event({
  service,
  name: 'quoteSent',
  version: 1,
  input: z.strictObject({
    ...ofQuote,
    validUntil: date,
    /** Whether it is to be mailed; absent means yes. */
    send: z.boolean().optional(),
  }),
  readers: ['notifications', 'gateway'],
});

export const quoteAccepted = event({
  service,
  name: 'quoteAccepted',
  version: 1,
  input: z.strictObject({ ...ofQuote, by: z.enum(['customer', 'staff']) }),
  readers: ['notifications', 'gateway'],
});

export const quoteDeclined = event({
  service,
  name: 'quoteDeclined',
  version: 1,
  input: z.strictObject({ ...ofQuote, by: z.enum(['customer', 'staff']) }),
  readers: ['notifications', 'gateway'],
});

export const quoteExpired = event({
  service,
  name: 'quoteExpired',
  version: 1,
  input: z.strictObject(ofQuote),
  readers: ['gateway'],
});

export const quoteWithdrawn = event({
  service,
  name: 'quoteWithdrawn',
  version: 1,
  input: z.strictObject(ofQuote),
  readers: ['gateway'],
});

export const quoteConverted = event({
  service,
  name: 'quoteConverted',
  version: 1,
  input: z.strictObject({ ...ofQuote, invoiceId: id }),
  readers: ['gateway'],
});

/** A customer would like a new version of what is over. */
export const quoteAskedFor = event({
  service,
  name: 'quoteAskedFor',
  version: 1,
  input: z.strictObject(ofQuote),
  readers: ['notifications', 'gateway'],
});
