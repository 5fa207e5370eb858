import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { billingStaff, everyRole, id, instant, text } from '../common.ts';
import { connectedAccount, stripeAccountId, stripeHome } from './home.ts';

const service = 'payments';

/** Stripe's own word for the kind: `card`, `sepa_debit` and whatever else it may offer. */
const methodType = z.string().max(60);

export const savedMethod = z.strictObject({
  methodId: id,
  customerId: id,
  type: methodType,
  /** The card's network, or the bank's name where Stripe tells one. */
  brand: z.string().nullable(),
  last4: z.string().nullable(),
  expMonth: z.int().nullable(),
  expYear: z.int().nullable(),
  isDefault: z.boolean(),
  addedAt: instant,
});

/**
 * Gets a form ready in which a customer gives a card or a bank account to be kept. What they agree to is what stood beside the
 * form, word for word, and is kept with the hour.
 */
export const prepareSetup = command({
  service,
  name: 'prepareSetup',
  version: 1,
  input: z.strictObject({ customerId: id, consent: text(2000) }),
  output: z.strictObject({
    setupId: id,
    setupIntentId: z.string(),
    publishableKey: z.string(),
    connectedAccount,
    clientSecret: z.string().optional(),
  }),
  secret: ['clientSecret'],
  callers: { staff: billingStaff, customer: 'own' },
  sealed: ['consent'],
  subject: 'customerId',
});

/** Reads a setup at Stripe: what was given is kept. */
export const followSetup = command({
  service,
  name: 'followSetup',
  version: 1,
  input: z.strictObject({ setupIntentId: z.string().max(255), at: stripeHome.optional() }),
  output: z.strictObject({ setupIntentId: z.string(), status: z.string() }),
  callers: { services: ['payments'] },
});

/** Reads a kept card at Stripe: its network may have renewed it, or somebody taken it off. */
export const followMethod = command({
  service,
  name: 'followMethod',
  version: 1,
  input: z.strictObject({ stripeMethodId: z.string().max(255), at: stripeHome.optional() }),
  output: z.strictObject({ stripeMethodId: z.string() }),
  callers: { services: ['payments'] },
});

/** Takes a card or an account off, here and at Stripe. */
export const removeMethod = command({
  service,
  name: 'removeMethod',
  version: 1,
  input: z.strictObject({ customerId: id, methodId: id }),
  output: z.strictObject({ methodId: id }),
  callers: { staff: billingStaff, customer: 'own' },
});

/** Takes at Stripe off what is off here. */
export const detachMethod = command({
  service,
  name: 'detachMethod',
  version: 1,
  input: z.strictObject({
    stripeMethodId: z.string().max(255),
    mode: z.enum(['test', 'live']),
    account: stripeAccountId.optional(),
  }),
  output: z.strictObject({ stripeMethodId: z.string() }),
  callers: { services: ['payments'] },
});

export const setDefaultMethod = command({
  service,
  name: 'setDefaultMethod',
  version: 1,
  input: z.strictObject({ customerId: id, methodId: id }),
  output: z.strictObject({ methodId: id }),
  callers: { staff: billingStaff, customer: 'own' },
});

/** A card's month is near: its timer, set when it was kept or renewed. */
export const checkExpiry = command({
  service,
  name: 'checkExpiry',
  version: 1,
  input: z.strictObject({ methodId: id }),
  output: z.strictObject({ methodId: id }),
  callers: { services: ['payments'] },
});

/** What a customer has on file, the default first. */
export const listMethods = query({
  service,
  name: 'listMethods',
  version: 1,
  input: z.strictObject({ customerId: id }),
  output: z.strictObject({ methods: z.array(savedMethod) }),
  callers: { staff: everyRole, customer: 'own' },
});

const ofMethod = { methodId: id, customerId: id, type: methodType };
const card = { brand: z.string().nullable(), last4: z.string().nullable() };

export const methodAdded = event({
  service,
  name: 'methodAdded',
  version: 1,
  input: z.strictObject({ ...ofMethod, ...card }),
  readers: ['gateway'],
});

/** It can be charged no more: taken off, replaced by the same card added again, or gone at Stripe. */
export const methodRemoved = event({
  service,
  name: 'methodRemoved',
  version: 1,
  input: z.strictObject(ofMethod),
  readers: ['gateway'],
});

/** A card on file ends with this month or the next. */
export const methodExpiring = event({
  service,
  name: 'methodExpiring',
  version: 1,
  input: z.strictObject({ ...ofMethod, ...card, expMonth: z.int(), expYear: z.int() }),
  readers: ['notifications', 'gateway'],
});
