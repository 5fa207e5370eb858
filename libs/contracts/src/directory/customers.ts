import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { currency, date, email, everyRole, id, language, text } from '../common.ts';
import { address, keepers, service, tags } from './shapes.ts';

const customerFields = {
  name: text(200),
  email,
  address: address.optional(),
  currency: currency.optional(),
  terms_days: z.int().min(0).max(365).optional(),
  /** Null is the tenant's own. Left out of a change it stays as it is. */
  language: language.nullable().optional(),
  phone: text(40).nullable().optional(),
  /** A VAT or other tax number, as documents show it. */
  taxNumber: text(40).nullable().optional(),
  /** The purchase order that new invoices start with. */
  poNumber: text(60).nullable().optional(),
  /** Replaced whole. Labels are the tenant's own and stand in clear: they are no place for what is personal. */
  tags: tags.optional(),
  /** For staff; the customer never sees them. */
  notes: text(4000).nullable().optional(),
};
const personal = ['name', 'email', 'address', 'phone', 'taxNumber', 'poNumber', 'notes'] as const;

export const createCustomer = command({
  service,
  name: 'createCustomer',
  version: 1,
  input: z.strictObject({ customerId: id, ...customerFields }),
  output: z.strictObject({ customerId: id }),
  callers: { staff: keepers, services: ['gateway'] },
  sealed: [...personal],
  subject: 'customerId',
});

/**
 * Replaces what is known of a customer; what may be null, and tags, stay when they are left out. Issued documents keep what they said.
 * @throws Fault conflict `customer_changed` when it is not at `revision` any more; rejected `erased`
 */
export const updateCustomer = command({
  service,
  name: 'updateCustomer',
  version: 1,
  input: z.strictObject({
    customerId: id,
    ...customerFields,
    /** The revision that was read; without it the last change wins. */
    revision: z.int().min(1).optional(),
  }),
  output: z.strictObject({ customerId: id }),
  callers: { staff: keepers },
  sealed: [...personal],
  subject: 'customerId',
});

const oneCustomer = {
  version: 1,
  input: z.strictObject({ customerId: id }),
  output: z.strictObject({ customerId: id }),
  callers: { staff: keepers },
  subject: 'customerId',
} as const;

/** Nothing new is billed to the customer from now on. Open invoices stay as they are, and payable. Doing it again changes nothing. */
export const archiveCustomer = command({ service, name: 'archiveCustomer', ...oneCustomer });

export const restoreCustomer = command({ service, name: 'restoreCustomer', ...oneCustomer });

export const getCustomer = query({
  service,
  name: 'getCustomer',
  version: 1,
  input: z.strictObject({ customerId: id }),
  output: z.strictObject({
    customerId: id,
    name: z.string(),
    email: z.string(),
    address: address.nullable(),
    currency: currency.nullable(),
    terms_days: z.int().nullable(),
    /** Null is the tenant's own. */
    language: language.nullable(),
    /** Nothing new is billed to them; what is open stays payable. */
    archived: z.boolean(),
    /** Their data is gone for good: `name` says so, all else is empty. What was billed stays in the books. */
    erased: z.boolean(),
    phone: z.string().nullable(),
    taxNumber: z.string().nullable(),
    poNumber: z.string().nullable(),
    /** Counts changes; for `updateCustomer`. */
    revision: z.int(),
    createdOn: date,
    contacts: z.array(z.strictObject({ contactId: id, name: z.string(), email: z.string(), role: z.string() })),
  }),
  callers: {
    staff: everyRole,
    customer: 'own',
    services: ['invoicing', 'payments', 'notifications', 'accounting'],
  },
  sealedOutput: ['name', 'email', 'address', 'phone', 'taxNumber', 'poNumber', 'contacts.*.name', 'contacts.*.email'],
});

/** Several customers as `getCustomer` tells of each; one that was erased, or is not there, is not among them. */
export const getCustomers = query({
  service,
  name: 'getCustomers',
  version: 1,
  input: z.strictObject({ customerIds: z.array(id).max(200) }),
  output: z.strictObject({ customers: z.array(getCustomer.output) }),
  callers: { services: ['invoicing'] },
  sealedOutput: getCustomer.sealedOutput?.map((path) => `customers.*.${path}`) ?? [],
});

/** What staff keep of a customer for themselves. */
export const getCustomerNotes = query({
  service,
  name: 'getCustomerNotes',
  version: 1,
  input: z.strictObject({ customerId: id }),
  output: z.strictObject({ tags: z.array(z.string()), notes: z.string().nullable() }),
  callers: { staff: everyRole },
  sealedOutput: ['notes'],
});

/** @throws Fault rejected `too_many_tags` */
export const tagCustomer = command({
  service,
  name: 'tagCustomer',
  version: 1,
  input: z.strictObject({ customerId: id, add: tags, remove: tags }),
  output: z.strictObject({ tags: z.array(z.string()) }),
  callers: { staff: keepers },
  subject: 'customerId',
});

export const customerChanged = event({
  service,
  name: 'customerChanged',
  version: 1,
  input: z.strictObject({
    customerId: id,
    currency: currency.nullable(),
    terms_days: z.int().nullable(),
    /** Left out, it says nothing of it. */
    archived: z.boolean().optional(),
  }),
  readers: ['invoicing', 'payments', 'gateway'],
});

export const customerCreated = event({
  service,
  name: 'customerCreated',
  version: 1,
  input: z.strictObject({ customerId: id, currency: currency.nullable(), terms_days: z.int().nullable() }),
  readers: ['invoicing', 'gateway'],
});
