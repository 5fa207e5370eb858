import { fileRef } from '@purser/document';
import { z } from 'zod';

/** What will be sent, the same at each try; the link alone is made for each. */
export const requestSchema = z.strictObject({
  mailId: z.uuid(),
  customerId: z.uuid(),
  messageId: z.string(),
  from: z.strictObject({ name: z.string(), address: z.string() }),
  replyTo: z.string().nullable(),
  to: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  logo: z.string().nullable(),
  attachments: z.array(z.strictObject({ name: z.string(), ref: fileRef })),
  link: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('invoice'), invoiceId: z.uuid() }),
      z.strictObject({ kind: z.literal('quote'), quoteId: z.uuid(), expiresAt: z.iso.datetime() }),
      z.strictObject({ kind: z.literal('signIn'), contactId: z.uuid().nullable(), browserHash: z.string() }),
      z.strictObject({ kind: z.literal('portal'), path: z.string() }),
      z.strictObject({ kind: z.literal('staff'), path: z.string() }),
    ])
    .nullable(),
});
export type SendRequest = z.infer<typeof requestSchema>;
