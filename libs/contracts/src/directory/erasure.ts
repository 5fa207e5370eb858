import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { currency, date, id, instant, language } from '../common.ts';
import { address, service } from './shapes.ts';

/** All that directory has of a customer, for who asks for their own data. */
export const exportCustomerData = query({
  service,
  name: 'exportCustomerData',
  version: 1,
  input: z.strictObject({ customerId: id }),
  output: z.strictObject({
    customerId: id,
    name: z.string(),
    email: z.string(),
    address: address.nullable(),
    phone: z.string().nullable(),
    taxNumber: z.string().nullable(),
    poNumber: z.string().nullable(),
    notes: z.string().nullable(),
    tags: z.array(z.string()),
    currency: currency.nullable(),
    terms_days: z.int().nullable(),
    language: language.nullable(),
    archived: z.boolean(),
    createdOn: date,
    contacts: z.array(z.strictObject({ contactId: id, name: z.string(), email: z.string(), role: z.string() })),
    /** Ways in that were mailed to them: when, and whether one was used. */
    links: z.array(z.strictObject({ kind: z.string(), createdAt: instant, usedAt: instant.nullable() })),
  }),
  callers: { staff: ['owner', 'admin'] },
  sealedOutput: [
    'name',
    'email',
    'address',
    'phone',
    'taxNumber',
    'poNumber',
    'notes',
    'contacts.*.name',
    'contacts.*.email',
  ],
});

/**
 * Destroys the keys of all that is known of a customer, in every service, for good: names, mails, addresses and the documents that were
 * frozen for them become unreadable. Figures, numbers and the journal stay. Doing it again finishes what was begun.
 * @throws Fault rejected `customer_not_archived`, `money_open`
 */
export const eraseCustomer = command({
  service,
  name: 'eraseCustomer',
  version: 1,
  input: z.strictObject({ customerId: id }),
  output: z.strictObject({ customerId: id }),
  callers: { staff: ['owner', 'admin'] },
  // No `subject`: this very message must be readable when the customer's key is gone.
});

export const customerErased = event({
  service,
  name: 'customerErased',
  version: 1,
  input: z.strictObject({ customerId: id }),
  readers: ['invoicing', 'payments', 'notifications', 'accounting'],
});
