import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { currency, cursor, everyRole, id, instant, pageSize, positiveAmount, text } from '../common.ts';
import { stripeAccountId } from './home.ts';

const service = 'payments';
const mode = z.enum(['test', 'live']);

/** How accounts are made: as Stripe's second version has it, or as its first. */
export const onboarding = z.enum(['v2', 'standard', 'express']);

/**
 * On what terms accounts are connected to the platform, of the platform's own tenant alone; its keys must be there.
 * @throws Fault denied for any other tenant
 */
export const configureConnect = command({
  service,
  name: 'configureConnect',
  version: 1,
  input: z.strictObject({
    mode,
    /** A door that is made elsewhere, and its secrets; without it only the terms are set. */
    endpointId: id.optional(),
    webhookSecrets: z
      .array(z.string().regex(/^whsec_\S{8,}$/))
      .max(8)
      .optional(),
    /** How accounts are made: as Stripe's second version has it, unless told. */
    onboarding: onboarding.optional(),
    /** The application that owners of an account give leave to; without one ever set none can. */
    oauthClient: z
      .string()
      .regex(/^ca_\w{4,100}$/)
      .optional(),
  }),
  output: z.strictObject({ mode }),
  callers: { services: ['gateway'] },
  sealed: ['webhookSecrets.*'],
});

/** So many minor units of a currency, taken of each payment in it. */
const fixedFees = z.array(z.strictObject({ currency, amount: z.int().min(0).max(100_000_000) })).max(20);

export const applicationFeeTerms = z.strictObject({
  /** Hundredths of a percent of the payment. */
  basisPoints: z.int().min(0).max(10_000),
  fixed: fixedFees,
});

/**
 * What the platform takes of each payment of a tenant at a connected account, from the next one on: asked in the tenant's name by the
 * gateway, for an operator of the platform; never by the tenant.
 */
export const setApplicationFee = command({
  service,
  name: 'setApplicationFee',
  version: 1,
  input: z.strictObject({
    ...applicationFeeTerms.shape,
    /** Who decided. */
    by: id,
  }),
  output: applicationFeeTerms,
  callers: { services: ['gateway'] },
});

/** Part of the platform's fee came back with a refund; minor units of the settlement currency. */
export const applicationFeeReturned = event({
  service,
  name: 'applicationFeeReturned',
  version: 1,
  input: z.strictObject({ paymentId: id, partId: id, invoiceId: id, currency, amount: positiveAmount, at: instant }),
  readers: ['reporting'],
});

const connected = { mode, account: stripeAccountId };
const ability = z.enum(['active', 'pending', 'inactive']);
/** Addresses of this installation, which the gateway knows. */
const page = z.url({ protocol: /^https?$/ }).max(500);
const ownersOnly = ['owner', 'admin'] as const;

/**
 * Begins a tenant's account at Stripe, or goes on with the one that is begun; `url` leads into Stripe's pages, once and soon: each
 * asking makes a new one. A new account is in the country told, else in that of the company's address. @throws Fault rejected where the platform offers none
 */
export const beginConnection = command({
  service,
  name: 'beginConnection',
  version: 1,
  input: z.strictObject({
    mode,
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    refreshUrl: page,
    returnUrl: page,
  }),
  output: z.strictObject({
    ...connected,
    api: z.enum(['v1', 'v2']),
    refreshUrl: page,
    returnUrl: page,
    url: z.string().optional(),
  }),
  secret: ['url'],
  callers: { staff: ownersOnly },
});

/** Where the owner of an account that exists gives leave; the way back is good once, within the hour, for whoever asked. */
export const beginConsent = command({
  service,
  name: 'beginConsent',
  version: 1,
  input: z.strictObject({ mode, redirectUrl: page }),
  output: z.strictObject({ authorizeUrl: z.string() }),
  callers: { staff: ownersOnly },
  sealedOutput: ['authorizeUrl'],
});

/** The browser is back with Stripe's code. @throws Fault rejected for a state that was not begun by this person, or was used */
export const finishConsent = command({
  service,
  name: 'finishConsent',
  version: 1,
  input: z.strictObject({ state: text(200), code: text(500) }),
  output: z.strictObject(connected),
  callers: { staff: ownersOnly },
  sealed: ['state', 'code'],
});

/** How a connected account stands is read at Stripe. */
export const followAccount = command({
  service,
  name: 'followAccount',
  version: 1,
  input: z.strictObject(connected),
  output: z.strictObject({ ...connected, status: z.enum(['planned', 'open', 'left', 'disconnected']) }),
  callers: { staff: ownersOnly, services: ['payments'] },
});

/** The daily look at a connection, by its timer. */
export const checkConnection = command({
  service,
  name: 'checkConnection',
  version: 1,
  input: z.strictObject(connected),
  output: z.strictObject(connected),
  callers: { services: ['payments'] },
});

/** Where new payments are taken: a connected account, or the tenant's own keys ('own'). What is under way ends where it was begun. */
export const useAccount = command({
  service,
  name: 'useAccount',
  version: 1,
  input: z.strictObject(connected),
  output: z.strictObject(connected),
  callers: { staff: ownersOnly },
});

/** Takes no more payments at a connected account, so that another can be connected. */
export const leaveAccount = command({
  service,
  name: 'leaveAccount',
  version: 1,
  input: z.strictObject(connected),
  output: z.strictObject(connected),
  callers: { staff: ownersOnly },
});

/** Where a tenant takes payments, and how its accounts stand. */
export const getConnect = query({
  service,
  name: 'getConnect',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    inUse: z.strictObject({ ...connected, stopped: z.enum(['disconnected']).nullable() }).nullable(),
    ownKeys: z.array(mode),
    /** What the platform offers, by mode: making an account, and giving leave to one that exists. */
    offers: z.array(z.strictObject({ mode, existing: z.boolean(), onboarding })),
    connections: z.array(
      z.strictObject({
        ...connected,
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
    fee: applicationFeeTerms,
  }),
  callers: { staff: everyRole, services: ['gateway'] },
});

/** The tenants at connected accounts, of the platform alone. */
export const listConnected = query({
  service,
  name: 'listConnected',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({ connected: z.array(z.strictObject({ tenantId: id, ...connected })) }),
  callers: { services: ['gateway'] },
});

/** What the platform took of a month's payments (UTC), each of them; and what went back. */
export const listApplicationFees = query({
  service,
  name: 'listApplicationFees',
  version: 1,
  input: z.strictObject({
    month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
    after: cursor.optional(),
    limit: pageSize,
  }),
  output: z.strictObject({
    fees: z.array(
      z.strictObject({
        paymentId: id,
        invoiceId: id,
        customerId: id,
        chargeId: z.string().nullable(),
        receivedAt: instant,
        /** Minor units of `currency`, what was asked for. */
        gross: positiveAmount,
        currency,
        /** Minor units of `settledCurrency`; null until Stripe told. */
        settledCurrency: currency.nullable(),
        stripeFee: z.int().nullable(),
        applicationFee: z.int().nullable(),
        net: z.int().nullable(),
        /** What of the fee went back with refunds by now. */
        returned: z.int(),
      }),
    ),
    /** Of the whole month, by currency of settlement. */
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
    next: z.string().nullable(),
  }),
  callers: { staff: everyRole, services: ['gateway'] },
});

/** Nothing can be charged any more: the platform was shut out of a connected account, or the tenant's own key (`own`) lacks a permission. */
export const chargingStopped = event({
  service,
  name: 'chargingStopped',
  version: 1,
  input: z.strictObject({
    mode,
    account: z.union([stripeAccountId, z.literal('own')]),
    reason: z.enum(['disconnected', 'keyLacksPermission']),
    at: instant,
  }),
  readers: ['notifications'],
});
