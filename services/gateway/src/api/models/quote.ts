import { invoicing } from '@purser/contracts';
import { documentModel } from '@purser/document';
import { z } from 'zod';
import { currency, customerId, date, instant, invoiceId, money, pageQuery, quoteId, text } from './common.ts';

const drafted = invoicing.draftQuote.input.shape;
const known = invoicing.getQuote.output.shape;

export const quoteDraftBody = z.strictObject({
  customerId,
  currency: currency.optional(),
  lines: drafted.lines,
  discount: drafted.discount,
  poNumber: drafted.poNumber,
  note: drafted.note,
  termsDays: z.int().min(0).max(365).optional(),
  validUntil: date.optional(),
});
export type QuoteDraftBody = z.infer<typeof quoteDraftBody>;

export const sendQuoteBody = z.strictObject({ send: z.boolean().optional() });

/** What an answer says. `total` is what the page showed, in minor units: another is refused. */
export const acceptBody = z.strictObject({
  name: text(200),
  consent: z.literal(true),
  chosen: invoicing.acceptQuote.input.shape.chosen,
  total: invoicing.acceptQuote.input.shape.total,
});
export const declineBody = z.strictObject({ reason: text(1000).optional() });

const customer = z.strictObject({ id: customerId, name: z.string().nullable() });
const version = z.strictObject({
  id: quoteId,
  version: z.int(),
  status: invoicing.quoteStatus,
  sentOn: date.nullable(),
  total: money,
});

export const quoteModel = z.strictObject({
  id: quoteId,
  number: z.string().nullable(),
  version: z.int(),
  status: invoicing.quoteStatus,
  /** Name and mail are null when nobody could say just now. */
  customer: customer.extend({ email: z.string().nullable() }),
  currency,
  sentOn: date.nullable(),
  validUntil: date.nullable(),
  termsDays: z.int().nullable(),
  poNumber: z.string().nullable(),
  note: z.string().nullable(),
  lines: known.lines,
  discount: known.discount,
  rounding: known.rounding,
  /** Of what was chosen, or is ticked beforehand; minor units. */
  totals: known.totals,
  acceptance: known.acceptance,
  decline: known.decline,
  askedAt: known.askedAt,
  invoiceId: invoiceId.nullable(),
  versions: z.array(version),
  createdAt: instant,
});
export type QuoteModel = z.infer<typeof quoteModel>;

export const quoteSummary = z.strictObject({
  id: quoteId,
  number: z.string().nullable(),
  version: z.int(),
  status: invoicing.quoteStatus,
  customer,
  total: money,
  sentOn: date.nullable(),
  validUntil: date.nullable(),
  createdAt: instant,
});
export type QuoteSummaryModel = z.infer<typeof quoteSummary>;

export const quoteListQuery = z.strictObject({
  customer: customerId.optional(),
  status: invoicing.quoteStatus.optional(),
  /** The beginning of a number. */
  number: text(60).optional(),
  ...pageQuery,
});

export const convertedAnswer = z.strictObject({ quoteId, invoiceId, total: money });

/** A quote as its customer answers it. */
export const portalQuoteModel = z.strictObject({
  id: quoteId,
  number: z.string(),
  version: z.int(),
  status: invoicing.quoteStatus,
  currency,
  sentOn: date,
  validUntil: date,
  discount: known.discount,
  rounding: known.rounding,
  lines: known.lines,
  totals: known.totals,
  acceptance: z.strictObject({ at: instant, name: z.string().nullable() }).nullable(),
  declinedAt: instant.nullable(),
  asked: z.boolean(),
  /** The version that took its place. */
  newer: quoteId.nullable(),
  /** The whole document as it was sent. */
  model: documentModel,
});
export type PortalQuoteModel = z.infer<typeof portalQuoteModel>;
export const askedAnswer = z.strictObject({ asked: z.boolean() });
