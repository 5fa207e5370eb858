import { payments } from '@purser/contracts';
import { z } from 'zod';
import { connectedAccount, customerId, instant, methodId, text } from './common.ts';

/** A card or a bank account on file. */
export const paymentMethodModel = z.strictObject({
  id: methodId,
  customerId,
  /** Stripe's own word: `card`, `sepa_debit`. */
  type: z.string(),
  /** The card's network, or the bank. */
  brand: z.string().nullable(),
  last4: z.string().nullable(),
  expMonth: z.int().nullable(),
  expYear: z.int().nullable(),
  isDefault: z.boolean(),
  addedAt: instant,
});
export type PaymentMethodModel = z.infer<typeof paymentMethodModel>;

export const paymentMethodsModel = z.strictObject({ data: z.array(paymentMethodModel) });
export type PaymentMethodsModel = z.infer<typeof paymentMethodsModel>;

/** What the customer agrees to, word for word as it stands beside the form. */
export const setupBody = z.strictObject({ consent: text(2000) });
export const preparedSetupModel = z.strictObject({
  publishableKey: z.string(),
  connectedAccount,
  clientSecret: z.string(),
});
export type PreparedSetupModel = z.infer<typeof preparedSetupModel>;

/** Whether invoices are charged to the card that stands first when they are due, and what was agreed to. */
export const autopayModel = z.strictObject({
  on: z.boolean(),
  changedAt: instant.nullable(),
  changedBy: z.enum(['staff', 'customer']).nullable(),
  consent: z.string().nullable(),
  /** What that speaks of: the due day, or the day of issue; null where it was never on. */
  agreedTo: payments.chargeAt.nullable(),
  /** What who switches it on is asked to agree to. */
  chargeAt: payments.chargeAt,
});
export type AutopayModel = z.infer<typeof autopayModel>;
/** Switching it on wants what is agreed to, word for word. */
export const autopayBody = z.strictObject({
  on: z.boolean(),
  consent: text(2000).optional(),
  /** What those words speak of. */
  chargeAt: payments.chargeAt.optional(),
});
