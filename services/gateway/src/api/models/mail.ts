import { notifications } from '@purser/contracts';
import { z } from 'zod';
import { customerId, documentId, email, instant, invoiceId, mailId, pageQuery } from './common.ts';

const known = notifications.getMail.output.shape;
const mailStatus = known.status;

const fields = {
  id: mailId,
  kind: known.kind,
  status: mailStatus,
  customerId,
  invoiceId: invoiceId.nullable(),
  to: z.string(),
  subject: z.string(),
  messageId: z.string(),
  attempts: z.int(),
  problem: z.string().nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
};
export const mailSummary = z.strictObject(fields);
export type MailSummaryModel = z.infer<typeof mailSummary>;

export const mailModel = z.strictObject({
  ...fields,
  html: z.string(),
  text: z.string(),
  attachments: z.array(z.strictObject({ name: z.string(), documentId })),
});
export type MailModel = z.infer<typeof mailModel>;

export const mailListQuery = z.strictObject({
  invoice: invoiceId.optional(),
  customer: customerId.optional(),
  status: mailStatus.optional(),
  kind: known.kind.optional(),
  /** The whole address it went to. */
  to: email.optional(),
  ...pageQuery,
});
