import { command } from '@purser/message';
import { z } from 'zod';
import { amount, billingStaff, currency, date, id, text } from '../common.ts';
import { discount, line, quoteStatus, service } from './shapes.ts';

// Quotes: each version is a quote of its own with an id of its own; those of one family share the number.

/** A line of an invoice that the customer may leave out; `chosen` says whether it is ticked before they look. */
const quoteLine = line.extend({ optional: z.boolean().optional(), chosen: z.boolean().optional() });

const quoteFields = {
  quoteId: id,
  customerId: id,
  /** Without it, the customer's own or else the tenant's. */
  currency: currency.optional(),
  lines: z.array(quoteLine).max(1000),
  discount: discount.optional(),
  poNumber: text(60).optional(),
  note: text(2000).optional(),
  terms_days: z.int().min(0).max(365).optional(),
  /** The last day on which it may be accepted, in the tenant's zone; thirty days from sending without it. */
  validUntil: date.optional(),
};

/** What a quote comes to with the optional lines that are ticked beforehand. */
const drafted = z.strictObject({ quoteId: id, total: amount });

export const draftQuote = command({
  service,
  name: 'draftQuote',
  version: 1,
  input: z.strictObject(quoteFields),
  output: drafted,
  callers: { staff: billingStaff },
  sealed: ['note', 'poNumber'],
  subject: 'customerId',
});

/** Replaces a draft whole. A later version stays with its customer. @throws Fault rejected `quote_sent`, `quote_of_another_customer` */
export const updateQuote = command({
  service,
  name: 'updateQuote',
  version: 1,
  input: z.strictObject(quoteFields),
  output: drafted,
  callers: { staff: billingStaff },
  sealed: ['note', 'poNumber'],
  subject: 'customerId',
});

/** @throws Fault rejected `quote_sent` */
export const discardQuote = command({
  service,
  name: 'discardQuote',
  version: 1,
  input: z.strictObject({ quoteId: id }),
  output: z.strictObject({ quoteId: id }),
  callers: { staff: billingStaff },
});

/** Freezes and numbers it. The version before it, if there is one, can be accepted no more. */
export const sendQuote = command({
  service,
  name: 'sendQuote',
  version: 1,
  input: z.strictObject({
    quoteId: id,
    /** Whether the customer gets it by mail at once; true without it. */
    send: z.boolean().optional(),
  }),
  output: z.strictObject({
    quoteId: id,
    number: z.string(),
    version: z.int(),
    total: amount,
    currency,
    validUntil: date,
  }),
  callers: { staff: billingStaff },
});

/** A new version as a draft; the one before it stands until the new one is sent. */
export const reviseQuote = command({
  service,
  name: 'reviseQuote',
  version: 1,
  input: z.strictObject({ quoteId: id, newQuoteId: id }),
  output: z.strictObject({ quoteId: id, version: z.int() }),
  callers: { staff: billingStaff },
});

export const withdrawQuote = command({
  service,
  name: 'withdrawQuote',
  version: 1,
  input: z.strictObject({ quoteId: id }),
  output: z.strictObject({ quoteId: id, status: quoteStatus }),
  callers: { staff: billingStaff },
});

/** A draft invoice of all that was accepted, once. @throws Fault rejected `quote_converted`, `quote_not_accepted` */
export const convertQuote = command({
  service,
  name: 'convertQuote',
  version: 1,
  input: z.strictObject({ quoteId: id, invoiceId: id }),
  output: z.strictObject({ quoteId: id, invoiceId: id, total: amount }),
  callers: { staff: billingStaff },
});
