import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { amount, billingStaff, currency, cursor, everyRole, id, instant, pageSize, positiveAmount } from './common.ts';
import { panelInput, panelView } from './panel.ts';
import { followed } from './payments/dunning.ts';
import { connectedAccount } from './payments/home.ts';

export * from './payments/autopay.ts';
export * from './payments/balanceMoves.ts';
export * from './payments/cards.ts';
export * from './payments/connect.ts';
export * from './payments/customers.ts';
export * from './payments/disputes.ts';
export * from './payments/dunning.ts';
export * from './payments/exchanges.ts';
export * from './payments/payouts.ts';
export * from './payments/proof.ts';
export * from './payments/reconciliation.ts';
export * from './payments/refunds.ts';
export * from './payments/stripeSetup.ts';
export * from './payments/webhooks.ts';

const service = 'payments';

export const attemptStatus = z.enum([
  'planned',
  'created',
  'processing',
  'requiresAction',
  'succeeded',
  'failed',
  'cancelled',
]);

/** How money comes through Stripe: by card, by a debit of a bank account, or by another of its methods. */
export const wayOfPaying = z.enum(['card', 'directDebit', 'online']);

/** Who began an attempt: a person by their id, or a service by its name, as with a payment while the customer is away. */
const openedBy = z.strictObject({ kind: z.enum(['customer', 'staff', 'service']), id: z.string() });

/** A tenant's own Stripe keys and the webhook endpoint that Stripe calls for them. */
export const configureStripe = command({
  service,
  name: 'configureStripe',
  version: 1,
  input: z.strictObject({
    /** Names the secrets in `POST /webhooks/stripe/{endpointId}`. */
    endpointId: id,
    mode: z.enum(['test', 'live']),
    secretKey: z.string().regex(/^(sk|rk)_(test|live)_\w{8,}$/),
    publishableKey: z.string().regex(/^pk_(test|live)_\w{8,}$/),
    /** All secrets whose signatures count, during a rotation more than one. */
    webhookSecrets: z
      .array(z.string().regex(/^whsec_\S{8,}$/))
      .min(1)
      .max(8),
  }),
  output: z.strictObject({ endpointId: id }),
  callers: { staff: ['owner', 'admin'], services: ['gateway'] },
  sealed: ['secretKey', 'webhookSecrets.*'],
});

/**
 * Gets a payment ready for the payer's browser: holds the amount, makes the PaymentIntent, unconfirmed. Asking again for
 * the same amount while an attempt is open gives that attempt; for another amount, the first is cancelled at Stripe.
 */
export const preparePayment = command({
  service,
  name: 'preparePayment',
  version: 1,
  input: z.strictObject({
    invoiceId: id,
    /** A part; all that is due without it. The most is always the invoice's to say. */
    amount: positiveAmount.optional(),
  }),
  output: z.strictObject({
    attemptId: id,
    paymentIntentId: z.string(),
    amount: positiveAmount,
    currency,
    publishableKey: z.string(),
    connectedAccount,
    clientSecret: z.string().optional(),
  }),
  secret: ['clientSecret'],
  callers: { staff: billingStaff, customer: 'own' },
});

/**
 * Ends an attempt that nobody has confirmed yet, at Stripe first. Refused to people with `payment_not_ended` where the money is on its way
 * or there: that payment counts. Of one that has ended otherwise it says how.
 */
export const cancelAttempt = command({
  service,
  name: 'cancelAttempt',
  version: 1,
  input: z.strictObject({ attemptId: id }),
  output: z.strictObject({ attemptId: id, status: attemptStatus }),
  callers: { staff: billingStaff, customer: 'own', services: ['payments'] },
});

/** The janitor's timer: asks Stripe what became of an attempt. */
export const resolveAttempt = command({
  service,
  name: 'resolveAttempt',
  version: 1,
  input: z.strictObject({ attemptId: id }),
  output: z.strictObject({ attemptId: id, status: attemptStatus }),
  callers: { staff: billingStaff, services: ['payments'] },
});

/** Asks Stripe for the fee of a payment once its balance transaction is known. */
export const recordFee = command({
  service,
  name: 'recordFee',
  version: 1,
  input: z.strictObject({ paymentId: id, balanceTransactionId: z.string().max(255) }),
  output: z.strictObject({ paymentId: id }),
  callers: { services: ['payments'] },
});

export const getAttempt = query({
  service,
  name: 'getAttempt',
  version: 1,
  input: z.strictObject({ attemptId: id }),
  output: z.strictObject({
    attemptId: id,
    invoiceId: id,
    customerId: id,
    status: attemptStatus,
    amount,
    currency,
    paymentIntentId: z.string().nullable(),
    declineCode: z.string().nullable(),
    openedAt: instant,
    /** Null where nobody wrote it down, and for customers. */
    openedBy: openedBy.nullable(),
    /** Null while nobody told. */
    way: wayOfPaying.nullable(),
  }),
  callers: { staff: everyRole, customer: 'own', services: ['notifications'] },
});

export const listPayments = query({
  service,
  name: 'listPayments',
  version: 1,
  input: z.strictObject({
    invoiceId: id.optional(),
    customerId: id.optional(),
    after: cursor.optional(),
    limit: pageSize,
  }),
  /** The newest first. */
  output: z.strictObject({
    payments: z.array(
      z.strictObject({
        paymentId: id,
        attemptId: id,
        invoiceId: id,
        customerId: id,
        amount,
        currency,
        /** Stripe's fee and the rest, once Stripe told; minor units of the settlement currency. */
        fee: z.int().nullable(),
        net: z.int().nullable(),
        settledCurrency: currency.nullable(),
        paymentIntentId: z.string(),
        chargeId: z.string().nullable(),
        receivedAt: instant,
      }),
    ),
    next: z.string().nullable(),
  }),
  callers: { staff: everyRole, customer: 'own' },
});

/** All tries to take money for an invoice, the newest first. */
export const listAttempts = query({
  service,
  name: 'listAttempts',
  version: 1,
  input: z.strictObject({ invoiceId: id }),
  output: z.strictObject({
    attempts: z.array(
      z.strictObject({
        attemptId: id,
        status: attemptStatus,
        amount,
        currency,
        paymentIntentId: z.string().nullable(),
        /** Of its last decline; staff see them in full. */
        code: z.string().nullable(),
        declineCode: z.string().nullable(),
        openedAt: instant,
        /** Null where nobody wrote it down, and for customers. */
        openedBy: openedBy.nullable(),
        /** Null while nobody told. */
        way: wayOfPaying.nullable(),
        changedAt: instant,
      }),
    ),
  }),
  callers: { staff: everyRole, customer: 'own' },
});

/** The payments tab, for staff and for the portal. */
export const paymentsPanel = query({
  service,
  name: 'paymentsPanel',
  version: 1,
  input: panelInput,
  output: panelView,
  callers: { staff: everyRole, customer: 'own' },
});

/** Attempts that staff should look at: declined ones of the last days, and those nobody knows the outcome of. */
export const listTroubles = query({
  service,
  name: 'listTroubles',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    troubles: z.array(
      z.strictObject({
        attemptId: id,
        invoiceId: id,
        customerId: id,
        status: attemptStatus,
        amount,
        currency,
        declineCode: z.string().nullable(),
        changedAt: instant,
      }),
    ),
    /** Stripe's events that failed or that belong to nothing known. */
    failedEvents: z.int(),
    unmatchedEvents: z.int(),
    /** Webhook endpoints at which well-signed deliveries were refused in the last days: something is set up wrongly. */
    refusingEndpoints: z.int(),
  }),
  callers: { staff: everyRole },
});

const ofAttempt = { attemptId: id, invoiceId: id, customerId: id, amount: positiveAmount, currency };

export const paymentSucceeded = event({
  service,
  name: 'paymentSucceeded',
  version: 1,
  input: z.strictObject({
    ...ofAttempt,
    paymentId: id,
    receivedAt: instant,
    paymentIntentId: z.string(),
    chargeId: z.string().nullable(),
    /** By what it was paid; those of before do not say. */
    way: wayOfPaying.optional(),
    /** Staff decided that it settles nothing: all of it is the customer's credit. */
    asCredit: z.boolean().optional(),
  }),
  readers: ['invoicing', 'reporting', 'gateway'],
});

export const paymentFailed = event({
  service,
  name: 'paymentFailed',
  version: 1,
  input: z.strictObject({
    ...ofAttempt,
    code: z.string(),
    declineCode: z.string().nullable(),
    adviceCode: z.string().nullable(),
    /** Where it was tried with the customer away: what comes next. */
    autopay: followed.optional(),
  }),
  readers: ['gateway', 'notifications'],
});

/** The attempt ended and took nothing: what it held is free. */
export const attemptCancelled = event({
  service,
  name: 'attemptCancelled',
  version: 1,
  input: z.strictObject({ attemptId: id, invoiceId: id, customerId: id }),
  readers: ['invoicing', 'gateway'],
});

/** Stripe told what it kept; often some time after the payment. */
export const paymentFeeKnown = event({
  service,
  name: 'paymentFeeKnown',
  version: 1,
  input: z.strictObject({
    paymentId: id,
    currency,
    gross: positiveAmount,
    fee: z.int(),
    /** Of the fee, what the platform took; absent where it took nothing. */
    applicationFee: z.int().optional(),
    net: z.int(),
    balanceTransactionId: z.string(),
    availableAt: instant,
  }),
  readers: ['reporting'],
});
