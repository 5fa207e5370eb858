import { payments } from '@purser/contracts';
import { z } from 'zod';
import { commandId, currency, customerId, instant, invoiceId, paymentId, staffId, tenantId } from './common.ts';

const stripeMode = z.enum(['test', 'live']);
const account = z.string().max(130);
const ability = z.enum(['active', 'pending', 'inactive']);

export const connectHome = z.strictObject({ mode: stripeMode, account });

export const feeTermsModel = z.strictObject({
  /** Hundredths of a percent of the payment. */
  basisPoints: z.int().min(0).max(10_000),
  /** So many minor units of a currency, of each payment in it. */
  fixed: z.array(z.strictObject({ currency, amount: z.int().min(0).max(100_000_000) })).max(20),
});
export type FeeTermsModel = z.infer<typeof feeTermsModel>;

export const stripeConnectModel = z.strictObject({
  /** Where new payments are taken: `own` keys, or a connected account. */
  inUse: z.strictObject({ mode: stripeMode, account, stopped: z.enum(['disconnected']).nullable() }).nullable(),
  ownKeys: z.array(stripeMode),
  /** What this installation offers. */
  offers: z.array(z.strictObject({ mode: stripeMode, existing: z.boolean(), onboarding: payments.onboarding })),
  connections: z.array(
    z.strictObject({
      mode: stripeMode,
      account,
      status: z.enum(['open', 'left', 'disconnected']),
      charges: ability,
      payouts: ability,
      /** What Stripe wants, in its own names. */
      due: z.array(z.string()),
      pending: z.array(z.string()),
      problems: z.array(z.string()),
      dueBy: instant.nullable(),
      seenAt: instant.nullable(),
    }),
  ),
  fee: feeTermsModel,
});
export type StripeConnectModel = z.infer<typeof stripeConnectModel>;

export const beginConnectBody = z.strictObject({
  mode: stripeMode,
  /** ISO 3166, of the company; that of its address unless told. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'A country is two capital letters, as in GB.')
    .optional(),
});
export const beginConsentBody = z.strictObject({ mode: stripeMode });
export const wayToStripe = z.strictObject({ url: z.string() });

export const feeStatementQuery = z.strictObject({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'A month is YYYY-MM.'),
});

/** Minor units; each sum in the currency it names. */
export const feeStatementModel = z.strictObject({
  month: z.string(),
  data: z.array(
    z.strictObject({
      paymentId,
      invoiceId,
      customerId,
      chargeId: z.string().nullable(),
      receivedAt: instant,
      gross: z.int(),
      currency,
      settledCurrency: currency.nullable(),
      stripeFee: z.int().nullable(),
      applicationFee: z.int().nullable(),
      net: z.int().nullable(),
      returned: z.int(),
    }),
  ),
  totals: z.array(
    z.strictObject({
      currency,
      payments: z.int(),
      stripeFees: z.int(),
      applicationFees: z.int(),
      net: z.int(),
      returned: z.int(),
    }),
  ),
});
export type FeeStatementModel = z.infer<typeof feeStatementModel>;

/** What an operator sees of a tenant: its name, its account and what is taken of it; nothing of its customers. */
export const connectedTenant = z.strictObject({
  tenantId,
  name: z.string(),
  accounts: z.array(connectHome),
  fee: feeTermsModel,
});
export type ConnectedTenantModel = z.infer<typeof connectedTenant>;
export const connectedTenants = z.strictObject({ operator: staffId, data: z.array(connectedTenant) });
export const operatorTenantParams = z.strictObject({ id: tenantId });
export const operatorCommandParams = z.strictObject({ id: tenantId, command: commandId });

/** What an operator reads of a month: sums, and no payment of anybody's customer. */
export const operatorFeesModel = feeStatementModel.pick({ month: true, totals: true });
export type OperatorFeesModel = z.infer<typeof operatorFeesModel>;
