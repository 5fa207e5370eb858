import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { billingStaff, currency, everyRole, id, instant, positiveAmount, text } from '../common.ts';
import { connectedAccount } from './home.ts';

const service = 'payments';

/** When invoices are charged by themselves: on the day they are due, or as soon as they are issued. */
export const chargeAt = z.enum(['due', 'issue']);

/**
 * Whether invoices that are due are charged to the card that stands first. It needs a card on file, and the customer's consent word
 * for word; staff switch it on for them with what they agreed to elsewhere.
 */
export const setAutopay = command({
  service,
  name: 'setAutopay',
  version: 1,
  input: z.strictObject({
    customerId: id,
    on: z.boolean(),
    consent: text(2000).optional(),
    /** What the words of consent say; the due day unless they say otherwise. Nobody who agreed to that is charged before it. */
    chargeAt: chargeAt.optional(),
  }),
  output: z.strictObject({ customerId: id, on: z.boolean() }),
  callers: { staff: billingStaff, customer: 'own' },
  sealed: ['consent'],
  subject: 'customerId',
});

export const getAutopay = query({
  service,
  name: 'getAutopay',
  version: 1,
  input: z.strictObject({ customerId: id }),
  output: z.strictObject({
    on: z.boolean(),
    changedAt: instant.nullable(),
    changedBy: z.enum(['staff', 'customer']).nullable(),
    /** What was agreed to; null where it was never on, and once the customer was erased. */
    consent: z.string().nullable(),
    /** What that speaks of; null where it was never on. */
    agreedTo: chargeAt.nullable(),
    /** What the tenant asks whoever switches it on to agree to. */
    chargeAt,
  }),
  callers: { staff: everyRole, customer: 'own' },
  sealedOutput: ['consent'],
});

/** The tenant's daily run: what is due by then, of those who want it, is charged. It sets the next one. */
export const runAutopay = command({
  service,
  name: 'runAutopay',
  version: 1,
  input: z.strictObject({ timer: id }),
  output: z.strictObject({ began: z.int(), next: instant.nullable() }),
  callers: { services: ['payments'] },
});

/** Which try: a step of a series. One that is over by the time it is heard of is not made. */
const turn = z.strictObject({ series: z.int().min(1), step: z.int().min(0) });

/**
 * Charges an invoice to its customer's first card, with the customer away. Staff have the next try made at once, also of what has been
 * stopped; a card that a bank has refused for good is not asked again, whoever wishes it. @throws Fault rejected where there is nothing to charge or
 * nobody wants it; conflict while another payment of it is open
 */
export const chargeInvoice = command({
  service,
  name: 'chargeInvoice',
  version: 1,
  input: z.strictObject({ invoiceId: id, turn: turn.optional() }),
  output: z.strictObject({
    attemptId: id,
    paymentIntentId: z.string(),
    amount: positiveAmount,
    currency,
    publishableKey: z.string(),
    connectedAccount,
  }),
  callers: { staff: billingStaff, services: ['payments'] },
});

/** The customer's time to act on a refused invoice is over. */
export const endDunning = command({
  service,
  name: 'endDunning',
  version: 1,
  input: z.strictObject({ invoiceId: id, turn }),
  output: z.strictObject({ invoiceId: id, ended: z.enum(['leave', 'writeOff']).nullable() }),
  callers: { services: ['payments'] },
});

export const autopayChanged = event({
  service,
  name: 'autopayChanged',
  version: 1,
  input: z.strictObject({ customerId: id, on: z.boolean() }),
  readers: ['gateway'],
});
