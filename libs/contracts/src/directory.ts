import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { currency, date, email, everyRole, id, text } from './common.ts';

const service = 'directory';
const rounding = z.enum(['line', 'document']);
const address = z.strictObject({
  line1: text(200),
  line2: text(200).optional(),
  city: text(100),
  region: text(100).optional(),
  postcode: text(20).optional(),
  country: z.string().regex(/^[A-Z]{2}$/),
});

export const createTenant = command({
  service,
  name: 'createTenant',
  version: 1,
  // The tenant's id is the envelope's: nothing of another tenant can be named.
  input: z.strictObject({
    name: text(200),
    timeZone: text(60),
    currency,
    terms_days: z.int().min(0).max(365),
    taxRounding: rounding,
    numberPrefix: z.string().max(20),
  }),
  output: z.strictObject({ tenantId: id }),
  callers: { services: ['gateway'] },
});

export const createCustomer = command({
  service,
  name: 'createCustomer',
  version: 1,
  input: z.strictObject({
    customerId: id,
    name: text(200),
    email,
    address: address.optional(),
    currency: currency.optional(),
    terms_days: z.int().min(0).max(365).optional(),
  }),
  output: z.strictObject({ customerId: id }),
  callers: { staff: ['owner', 'admin', 'accountant', 'support'], services: ['gateway'] },
  sealed: ['name', 'email', 'address'],
  subject: 'customerId',
});

export const addContact = command({
  service,
  name: 'addContact',
  version: 1,
  input: z.strictObject({
    contactId: id,
    customerId: id,
    name: text(200),
    email,
    role: z.enum(['owner', 'billing', 'member']),
  }),
  output: z.strictObject({ contactId: id }),
  callers: { staff: ['owner', 'admin', 'accountant', 'support'], customer: 'own' },
  sealed: ['name', 'email'],
  subject: 'customerId',
});

export const getTenant = query({
  service,
  name: 'getTenant',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({
    name: z.string(),
    timeZone: z.string(),
    currency,
    terms_days: z.int(),
    taxRounding: rounding,
    numberPrefix: z.string(),
  }),
  callers: { staff: everyRole, customer: 'own', services: ['invoicing', 'payments'] },
});

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
    createdOn: date,
    contacts: z.array(z.strictObject({ contactId: id, name: z.string(), email: z.string(), role: z.string() })),
  }),
  callers: { staff: everyRole, customer: 'own', services: ['invoicing', 'payments'] },
  sealedOutput: ['name', 'email', 'address', 'contacts.*.name', 'contacts.*.email'],
});

export const findCustomerByEmail = query({
  service,
  name: 'findCustomerByEmail',
  version: 1,
  input: z.strictObject({ email }),
  output: z.strictObject({ customerIds: z.array(id).max(100) }),
  callers: { staff: everyRole },
  sealed: ['email'],
});

export const tenantCreated = event({
  service,
  name: 'tenantCreated',
  version: 1,
  input: z.strictObject({
    timeZone: z.string(),
    currency,
    terms_days: z.int(),
    taxRounding: rounding,
    numberPrefix: z.string(),
  }),
  readers: ['invoicing'],
});

export const customerCreated = event({
  service,
  name: 'customerCreated',
  version: 1,
  input: z.strictObject({ customerId: id, currency: currency.nullable(), terms_days: z.int().nullable() }),
  readers: ['invoicing'],
});
