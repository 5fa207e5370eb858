import { accounting } from '@purser/contracts';
import { z } from 'zod';
import { customerId, instant, invoiceId, pageQuery } from './common.ts';

export const connectionModel = accounting.getConnection.output;
export type ConnectionModel = z.infer<typeof connectionModel>;

export const connectBody = accounting.beginConnection.input;
export const connectAnswer = z.strictObject({ authorizeUrl: z.url() });
export const mappingBody = accounting.setMapping.input;
export type MappingBody = z.infer<typeof mappingBody>;

/** An id of a document in the books: of a customer, an invoice or a payment. */
const sourceId = z.string().regex(/^(cus|inv|pay)_[0-9a-f]{32}$/);

export const accountingDocument = z.strictObject({
  kind: accounting.pushedKind,
  sourceId,
  invoiceId: invoiceId.nullable(),
  /** Null while it cannot be told. */
  invoiceNumber: z.string().nullable(),
  customerId,
  customerName: z.string().nullable(),
  state: accounting.pushState,
  externalId: z.string().nullable(),
  problem: z.string().nullable(),
  attempts: z.int(),
  updatedAt: instant,
  pushedAt: instant.nullable(),
});
export type AccountingDocumentModel = z.infer<typeof accountingDocument>;

export const accountingListQuery = z.strictObject({
  state: accounting.pushState.optional(),
  kind: accounting.pushedKind.optional(),
  invoice: invoiceId.optional(),
  ...pageQuery,
});

/** Without documents, all that failed. */
export const accountingRetryBody = z.strictObject({
  documents: z
    .array(z.strictObject({ kind: accounting.pushedKind, sourceId }))
    .max(100)
    .optional(),
});
export const retriedAnswer = z.strictObject({ retried: z.int() });
