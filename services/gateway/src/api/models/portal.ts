import { attemptStatus, invoiceStatus } from '@purser/contracts';
import { brand, documentModel } from '@purser/document';
import { z } from 'zod';
import {
  attemptId,
  connectedAccount,
  currency,
  date,
  email,
  instant,
  invoiceId,
  money,
  paymentId,
  quoteId,
} from './common.ts';
import { invoicesCreditNote } from './creditNote.ts';

const token = z.string().min(1).max(200);
export const slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/);

export const openLinkBody = z.strictObject({ token });
export const renewLinkBody = z.strictObject({ token });
export const portalSignInBody = z.strictObject({ tenant: slug, email });
export const acknowledged = z.strictObject({});

/** Whom to reach at the tenant. */
const contactDetails = z.strictObject({
  legalName: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  website: z.string().nullable(),
});

/** Who is here: `invoice` sees and pays that one invoice, `quote` sees and answers that one quote, `portal` all of a customer's. */
export const portalSessionModel = z.strictObject({
  scope: z.enum(['invoice', 'quote', 'portal']),
  invoiceId: invoiceId.nullable(),
  quoteId: quoteId.nullable(),
  tenant: z.strictObject({ name: z.string(), slug: z.string(), brand, company: contactDetails.nullable() }),
  customer: z.strictObject({ name: z.string() }),
  /** Whether who is here may change cards and automatic payment, and answer quotes; other people of a customer read and pay. */
  mayDecide: z.boolean(),
  csrfToken: z.string(),
  /** Where Stripe.js is loaded from. */
  stripeJs: z.string(),
});
export type PortalSessionModel = z.infer<typeof portalSessionModel>;

export const portalTenantModel = z.strictObject({ name: z.string(), brand });
export type PortalTenantModel = z.infer<typeof portalTenantModel>;

export const portalInvoiceModel = z.strictObject({
  id: invoiceId,
  number: z.string(),
  status: invoiceStatus,
  issueDate: date,
  dueDate: date,
  currency,
  total: money,
  paid: money,
  credited: money,
  /** Settled with credit that they had. */
  creditApplied: money,
  due: money,
  /** The least that Stripe takes as a part. */
  minimumPart: money,
  /** The whole document, lines included. */
  model: documentModel,
  payments: z.array(
    z.strictObject({ id: paymentId, amount: money, paidOn: date.nullable(), receipt: z.string().nullable() }),
  ),
  creditNotes: z.array(invoicesCreditNote),
  canPay: z.boolean(),
  /** A payment is under way; what it holds can't be paid twice. */
  holdInProgress: z.boolean(),
  /** A payment that was confirmed and that a bank is at work on; a debit takes some days. Nothing else is paid until it has ended. */
  underWay: z.strictObject({ amount: money, since: instant, isDebit: z.boolean() }).nullable(),
});
export type PortalInvoiceModel = z.infer<typeof portalInvoiceModel>;

/** Minor units; without an amount, all that is due. */
export const preparePaymentBody = z.strictObject({ amount: z.int().min(1).max(9_007_199_254_740_991).optional() });
export const preparedPaymentModel = z.strictObject({
  attemptId,
  amount: money,
  publishableKey: z.string(),
  connectedAccount,
  clientSecret: z.string(),
});
export type PreparedPaymentModel = z.infer<typeof preparedPaymentModel>;

export const portalAttemptModel = z.strictObject({
  id: attemptId,
  invoiceId,
  status: attemptStatus,
  amount: money,
  /** What to tell the payer of a payment that did not go through. */
  decline: z.strictObject({ title: z.string(), advice: z.string() }).nullable(),
});
export type PortalAttemptModel = z.infer<typeof portalAttemptModel>;
