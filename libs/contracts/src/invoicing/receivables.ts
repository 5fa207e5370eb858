import { command, query } from '@purser/message';
import { z } from 'zod';
import { amount, currency, cursor, date, everyRole, id, pageSize } from '../common.ts';
import { service } from './shapes.ts';

const units = z.int();

/** How long what is due has been due: not yet, or for so many days. */
export const ageBucket = z.enum(['current', 'days1to30', 'days31to60', 'days61to90', 'over90']);
const ageing = z.strictObject({
  current: amount,
  days1to30: amount,
  days31to60: amount,
  days61to90: amount,
  over90: amount,
});

const period = {
  customerId: id,
  /** Both days count; in the tenant's zone. */
  from: date,
  until: date,
  /** The customer's own, or else the tenant's, without it. */
  currency: currency.optional(),
};

/**
 * What moved between the tenant and a customer in one currency. Balances are what the customer owes, less what they have in credit;
 * below zero where the tenant owes. Opening and entries come to the closing, and that is what is due less the credit available.
 * @throws Fault rejected `statement_too_long`
 */
export const getStatement = query({
  service,
  name: 'getStatement',
  version: 1,
  input: z.strictObject(period),
  output: z.strictObject({
    customerId: id,
    currency,
    /** All that the customer has ever moved money in, and the one asked for. */
    currencies: z.array(currency),
    from: date,
    until: date,
    opening: units,
    entries: z.array(
      z.strictObject({
        date,
        kind: z.enum(['invoice', 'payment', 'creditNote', 'credit', 'refund', 'void']),
        reference: z.string(),
        /** The invoice, payment or credit note it speaks of. */
        sourceId: id,
        dueOn: date.nullable(),
        debit: amount,
        credit: amount,
        balance: units,
      }),
    ),
    closing: units,
    /** What is due on the last day, by how long it has been. */
    ageing,
    creditAvailable: amount,
  }),
  callers: { staff: everyRole, customer: 'own' },
});

/** Freezes a statement as a document, so that it can be printed and sent. The same statement asked for again is the same document. */
export const makeStatement = command({
  service,
  name: 'makeStatement',
  version: 1,
  input: z.strictObject({ documentId: id, ...period }),
  output: z.strictObject({ documentId: id, customerId: id }),
  callers: { staff: everyRole, customer: 'own' },
});

/** What is owed now, by how long it has been due: per currency, and for the customers who owe most. */
export const getAgeing = query({
  service,
  name: 'getAgeing',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    on: date,
    currencies: z.array(
      z.strictObject({
        currency,
        ageing,
        counts: z.strictObject({
          current: z.int(),
          days1to30: z.int(),
          days31to60: z.int(),
          days61to90: z.int(),
          over90: z.int(),
        }),
        total: amount,
        count: z.int(),
      }),
    ),
    /** The largest debts first, per currency. */
    customers: z.array(z.strictObject({ customerId: id, currency, ageing, total: amount, count: z.int() })),
    /** How many customers more there are. */
    more: z.int(),
  }),
  callers: { staff: everyRole },
});

/** The invoices that a figure of the ageing report is made of, the longest due first. */
export const listOwed = query({
  service,
  name: 'listOwed',
  version: 1,
  input: z.strictObject({
    currency: currency.optional(),
    bucket: ageBucket.optional(),
    customerId: id.optional(),
    after: cursor.optional(),
    limit: pageSize,
  }),
  output: z.strictObject({
    on: date,
    invoices: z.array(
      z.strictObject({
        invoiceId: id,
        customerId: id,
        number: z.string(),
        currency,
        issueDate: date,
        dueDate: date,
        /** Below zero: it is due in so many. */
        daysLate: z.int(),
        total: amount,
        due: amount,
      }),
    ),
    next: z.string().nullable(),
  }),
  callers: { staff: everyRole },
});

/**
 * How a customer pays, A to D, of what was due in the last two years. Null with too little to go by; the first reason says so then.
 * Failed attempts are not counted: who tries again and pays on time has paid on time.
 */
export const getCustomerStanding = query({
  service,
  name: 'getCustomerStanding',
  version: 1,
  input: z.strictObject({ customerId: id }),
  output: z.strictObject({
    customerId: id,
    grade: z.enum(['A', 'B', 'C', 'D']).nullable(),
    /** Sentences, what weighs most first. */
    reasons: z.array(z.string()),
    figures: z.strictObject({
      settledInvoices: z.int(),
      /** Of money that came, weighted by amount; over all currencies, each by its own share. */
      averageDaysLate: z.number(),
      /** Of what came, how much came after the due date; 0 to 1. */
      shareLate: z.number(),
      overdueInvoices: z.int(),
      longestOverdue_days: z.int(),
    }),
  }),
  callers: { staff: everyRole },
});
