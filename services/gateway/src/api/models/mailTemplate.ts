import { notifications } from '@purser/contracts';
import { z } from 'zod';
import { email, instant, invoiceId } from './common.ts';

const known = notifications.getTemplate.output.shape;
export const templateParams = z.strictObject({ kind: known.kind, language: known.language });

export const templateSummary = z.strictObject({
  kind: known.kind,
  title: z.string(),
  /** When it is sent. */
  about: z.string(),
  audience: z.enum(['customer', 'staff']),
  hasLink: z.boolean(),
  hasPdf: z.boolean(),
  tags: z.array(z.strictObject({ tag: z.string(), about: z.string(), example: z.string() })),
  /** The languages in which it is the tenant's own. */
  changed: z.array(z.strictObject({ language: known.language, changedAt: instant })),
});
export type TemplateSummaryModel = z.infer<typeof templateSummary>;
export const templateList = z.strictObject({ data: z.array(templateSummary) });

export const templateModel = z.strictObject({
  kind: known.kind,
  language: known.language,
  wording: known.wording,
  /** What it says without the tenant's doing. */
  defaults: known.wording,
  changedAt: instant.nullable(),
});
export type TemplateModel = z.infer<typeof templateModel>;
export const templateBody = z.strictObject({ wording: known.wording });

export const sampleQuery = z.strictObject({ invoice: invoiceId.optional() });
export const mailSampleModel = z.strictObject({
  sender: z.string(),
  values: z.array(z.strictObject({ tag: z.string(), value: z.string() })),
});
export type MailSampleModel = z.infer<typeof mailSampleModel>;

/** What is not given is as it stands; the values are of a sample, or of an invoice. */
export const previewBody = z.strictObject({ wording: known.wording.optional(), invoiceId: invoiceId.optional() });
export const previewAnswer = z.strictObject({
  subject: z.string(),
  preview: z.string(),
  html: z.string(),
  text: z.string(),
});
export const testAnswer = z.strictObject({ to: email, isSent: z.boolean(), problem: z.string().nullable() });
export type TestAnswer = z.infer<typeof testAnswer>;
