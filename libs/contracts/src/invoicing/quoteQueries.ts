import { query } from '@purser/message';
import { z } from 'zod';
import { amount, currency, cursor, date, everyRole, id, instant, pageSize, text } from '../common.ts';
import { panelInput, panelView } from '../panel.ts';
import { discount, quoteStatus, service, tax, timelineWhat, totals } from './shapes.ts';

const version = z.strictObject({
  quoteId: id,
  version: z.int(),
  status: quoteStatus,
  sentOn: date.nullable(),
  total: amount,
});

export const getQuote = query({
  service,
  name: 'getQuote',
  version: 1,
  input: z.strictObject({ quoteId: id }),
  output: z.strictObject({
    quoteId: id,
    /** The id of the first version. */
    familyId: id,
    customerId: id,
    /** Given when the first version is sent. */
    number: z.string().nullable(),
    version: z.int(),
    status: quoteStatus,
    currency,
    sentOn: date.nullable(),
    validUntil: date.nullable(),
    terms_days: z.int().nullable(),
    createdAt: instant,
    discount: discount.nullable(),
    rounding: z.enum(['line', 'document']),
    poNumber: z.string().nullable(),
    note: z.string().nullable(),
    /** Of the lines that were chosen; before anybody chose, of those that are ticked beforehand. */
    totals,
    lines: z.array(
      z.strictObject({
        id: z.string(),
        description: z.string(),
        quantity: z.string(),
        unitAmount: z.int(),
        discount: discount.nullable(),
        taxes: z.array(tax),
        optional: z.boolean(),
        chosen: z.boolean(),
        net: z.int(),
        tax: z.int(),
        total: z.int(),
      }),
    ),
    acceptance: z
      .strictObject({
        at: instant,
        /** Null when the person was erased. */
        name: z.string().nullable(),
        /** The network address it came from; for staff. */
        address: z.string().nullable(),
        by: z.enum(['customer', 'staff']),
      })
      .nullable(),
    decline: z.strictObject({ at: instant, reason: z.string().nullable() }).nullable(),
    /** When the customer asked for a new one. */
    askedAt: instant.nullable(),
    /** Until when a link to it opens: to the end of its last day; of what was accepted, for thirty days at least. Null of a draft. */
    opensUntil: instant.nullable(),
    invoiceId: id.nullable(),
    /** All of its family that the reader may see, the first version first. */
    versions: z.array(version),
  }),
  callers: { staff: everyRole, customer: 'own', services: ['notifications'] },
  sealedOutput: ['note', 'poNumber', 'acceptance.name', 'acceptance.address', 'decline.reason'],
});

/** Quotes, the newest first; customers see sent ones only. */
export const listQuotes = query({
  service,
  name: 'listQuotes',
  version: 1,
  input: z.strictObject({
    customerId: id.optional(),
    status: quoteStatus.optional(),
    /** The beginning of a number. */
    number: text(60).optional(),
    after: cursor.optional(),
    limit: pageSize,
  }),
  output: z.strictObject({
    quotes: z.array(
      z.strictObject({
        quoteId: id,
        customerId: id,
        number: z.string().nullable(),
        version: z.int(),
        status: quoteStatus,
        currency,
        total: amount,
        sentOn: date.nullable(),
        validUntil: date.nullable(),
        createdAt: instant,
      }),
    ),
    next: z.string().nullable(),
  }),
  callers: { staff: everyRole, customer: 'own' },
});

/** The quotes tab, for staff and for the portal: each reader's own. */
export const quotesPanel = query({
  service,
  name: 'quotesPanel',
  version: 1,
  input: panelInput,
  output: panelView,
  callers: { staff: everyRole, customer: 'own' },
});

const quoteDeed = z.enum([
  'drafted',
  'changed',
  'revised',
  'sent',
  'viewed',
  'accepted',
  'declined',
  'expired',
  'withdrawn',
  'superseded',
  'converted',
  'invoiceDiscarded',
  'askedFor',
]);

/** What happened to a quote in all its versions, the oldest first. */
export const getQuoteTimeline = query({
  service,
  name: 'getQuoteTimeline',
  version: 1,
  input: z.strictObject({ quoteId: id }),
  output: z.strictObject({
    entries: z.array(
      z.strictObject({
        at: instant,
        what: quoteDeed,
        version: z.int(),
        /** Who did it: a person by id, or one of the services. */
        actor: z.strictObject({ kind: z.enum(['staff', 'customer', 'service', 'public']), id: z.string() }),
        amount: amount.nullable(),
        currency: currency.nullable(),
        /** The invoice or other version it speaks of. */
        sourceId: id.nullable(),
      }),
    ),
  }),
  callers: { staff: everyRole, customer: 'own' },
});

/** What happened to all invoices and quotes of a customer, the newest first. */
export const getCustomerTimeline = query({
  service,
  name: 'getCustomerTimeline',
  version: 1,
  input: z.strictObject({ customerId: id, after: cursor.optional(), limit: pageSize }),
  output: z.strictObject({
    entries: z.array(
      z.strictObject({
        at: instant,
        about: z.enum(['invoice', 'quote']),
        aboutId: id,
        /** Null of a draft. */
        number: z.string().nullable(),
        /** Of a quote. */
        version: z.int().nullable(),
        what: z.enum([...timelineWhat.options, ...quoteDeed.options]),
        actor: z.strictObject({ kind: z.enum(['staff', 'customer', 'service', 'public']), id: z.string() }),
        amount: amount.nullable(),
        currency: currency.nullable(),
        sourceId: id.nullable(),
        /** Where the list goes on after it. */
        cursor,
      }),
    ),
  }),
  callers: { staff: everyRole },
});
