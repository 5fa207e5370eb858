import { bankDetails, brand } from '@purser/document';
import { command, event, query, roles } from '@purser/message';
import { z } from 'zod';
import { currency, cursor, date, email, everyRole, hash, id, instant, pageSize, text } from './common.ts';

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

/** What a tenant's documents say of it. */
const company = z.strictObject({
  legalName: text(200),
  address: address.optional(),
  email: email.optional(),
  phone: text(40).optional(),
  website: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .optional(),
  taxNumber: text(40).optional(),
  registrationNumber: text(40).optional(),
  bank: bankDetails.optional(),
});
/** Names the tenant in addresses of public pages. */
const slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'Small letters, digits and hyphens, up to 40.');
const customerFields = {
  name: text(200),
  email,
  address: address.optional(),
  currency: currency.optional(),
  terms_days: z.int().min(0).max(365).optional(),
};
const keepers = ['owner', 'admin', 'accountant', 'support'] as const;

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
    /** Made from the name without it. @throws Fault conflict `slug_taken` */
    slug: slug.optional(),
  }),
  output: z.strictObject({ tenantId: id }),
  callers: { services: ['gateway'] },
});

/** What documents and pages show of the tenant. What is left out stays as it is. */
export const updateTenant = command({
  service,
  name: 'updateTenant',
  version: 1,
  input: z.strictObject({ company: company.optional(), brand: brand.optional() }),
  output: z.strictObject({ tenantId: id }),
  callers: { staff: ['owner', 'admin'], services: ['gateway'] },
});

export const createCustomer = command({
  service,
  name: 'createCustomer',
  version: 1,
  input: z.strictObject({ customerId: id, ...customerFields }),
  output: z.strictObject({ customerId: id }),
  callers: { staff: keepers, services: ['gateway'] },
  sealed: ['name', 'email', 'address'],
  subject: 'customerId',
});

/** Replaces what is known of a customer. Issued documents keep what they said. */
export const updateCustomer = command({
  service,
  name: 'updateCustomer',
  version: 1,
  input: z.strictObject({ customerId: id, ...customerFields }),
  output: z.strictObject({ customerId: id }),
  callers: { staff: keepers },
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
  callers: { staff: keepers, customer: 'own' },
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
    slug: z.string(),
    company: company.nullable(),
    brand,
  }),
  callers: {
    staff: everyRole,
    customer: 'own',
    services: ['gateway', 'invoicing', 'payments', 'notifications', 'accounting'],
  },
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
  callers: {
    staff: everyRole,
    customer: 'own',
    services: ['invoicing', 'payments', 'notifications', 'accounting'],
  },
  sealedOutput: ['name', 'email', 'address', 'contacts.*.name', 'contacts.*.email'],
});

/** Customers, the newest first; with `search`, those whose name or mail contains it; with `ids`, those. */
export const listCustomers = query({
  service,
  name: 'listCustomers',
  version: 1,
  input: z.strictObject({
    search: text(200).optional(),
    ids: z.array(id).max(100).optional(),
    after: cursor.optional(),
    limit: pageSize,
  }),
  output: z.strictObject({
    customers: z.array(
      z.strictObject({
        customerId: id,
        name: z.string(),
        email: z.string(),
        currency: currency.nullable(),
        terms_days: z.int().nullable(),
        createdAt: instant,
      }),
    ),
    next: z.string().nullable(),
    /** How many customers the tenant has in all. */
    count: z.int(),
  }),
  callers: { staff: everyRole },
  sealed: ['search'],
  sealedOutput: ['customers.*.name', 'customers.*.email'],
});

/** Where a public page's address leads; asked of the platform, since the tenant is the answer. */
export const findTenant = query({
  service,
  name: 'findTenant',
  version: 1,
  input: z.strictObject({ slug }),
  output: z.strictObject({ tenantId: id.nullable() }),
  callers: { services: ['gateway'] },
});

// Staff are people of the platform: these go to the platform's own tenant (message's `platformTenant`), and speak of others by id.

/** A person who works for tenants. The password comes hashed (argon2id, PHC string): nobody but the gateway sees it. */
export const createStaff = command({
  service,
  name: 'createStaff',
  version: 1,
  input: z.strictObject({ staffId: id, name: text(200), email, passwordHash: text(400) }),
  output: z.strictObject({ staffId: id }),
  callers: { services: ['gateway'] },
  sealed: ['name', 'email', 'passwordHash'],
  subject: 'staffId',
});

export const setPassword = command({
  service,
  name: 'setPassword',
  version: 1,
  input: z.strictObject({ staffId: id, passwordHash: text(400) }),
  output: z.strictObject({ staffId: id }),
  callers: { services: ['gateway'] },
  sealed: ['passwordHash'],
  subject: 'staffId',
});

/** What a person may do at a tenant; null takes it away. */
export const setMembership = command({
  service,
  name: 'setMembership',
  version: 1,
  input: z.strictObject({ staffId: id, tenantId: id, role: z.enum(roles).nullable() }),
  output: z.strictObject({ staffId: id }),
  callers: { services: ['gateway'] },
});

const staffOutput = {
  staffId: id,
  name: z.string(),
  email: z.string(),
  memberships: z.array(z.strictObject({ tenantId: id, role: z.enum(roles) })),
};

export const findStaff = query({
  service,
  name: 'findStaff',
  version: 1,
  input: z.strictObject({ email }),
  output: z.strictObject({ staff: z.strictObject({ ...staffOutput, passwordHash: z.string() }).nullable() }),
  callers: { services: ['gateway'] },
  sealed: ['email'],
  sealedOutput: ['staff.name', 'staff.email', 'staff.passwordHash'],
});

export const getStaff = query({
  service,
  name: 'getStaff',
  version: 1,
  input: z.strictObject({ staffId: id }),
  output: z.strictObject(staffOutput),
  callers: { services: ['gateway'] },
  sealedOutput: ['name', 'email'],
});

// Links. A token is 32 random bytes that only the mail holds; here is its hash.

const linkKind = z.enum(['invoice', 'signIn']);

/**
 * An invoice link lives long and shows and pays that one invoice; a sign-in link lives ten minutes, works once, and only in the browser that
 * asked for it.
 */
export const createLink = command({
  service,
  name: 'createLink',
  version: 1,
  input: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('invoice'), linkId: id, tokenHash: hash, customerId: id, invoiceId: id }),
    z.strictObject({
      kind: z.literal('signIn'),
      linkId: id,
      tokenHash: hash,
      customerId: id,
      contactId: id.nullable(),
      browserHash: hash,
    }),
  ]),
  output: z.strictObject({ linkId: id, expiresAt: instant }),
  callers: { services: ['notifications'] },
  subject: 'customerId',
});

/** Asked of the platform: the tenant is the answer. */
export const findLink = query({
  service,
  name: 'findLink',
  version: 1,
  input: z.strictObject({ tokenHash: hash }),
  output: z.strictObject({ tenantId: id.nullable() }),
  callers: { services: ['gateway'] },
});

/**
 * Exchanges a token. A sign-in link is spent by it.
 * @throws Fault rejected `link_used`, `link_expired`, `link_revoked`, `link_elsewhere` (another browser asked for it)
 */
export const openLink = command({
  service,
  name: 'openLink',
  version: 1,
  input: z.strictObject({ tokenHash: hash, browserHash: hash.nullable() }),
  output: z.strictObject({
    kind: linkKind,
    linkId: id,
    customerId: id,
    contactId: id.nullable(),
    invoiceId: id.nullable(),
    expiresAt: instant,
  }),
  callers: { services: ['gateway'] },
});

/** Whether a session that a link opened may still use it. */
export const getLink = query({
  service,
  name: 'getLink',
  version: 1,
  input: z.strictObject({ linkId: id }),
  output: z.strictObject({ kind: linkKind, state: z.enum(['open', 'used', 'expired', 'revoked']) }),
  callers: { services: ['gateway'] },
});

export const revokeLinks = command({
  service,
  name: 'revokeLinks',
  version: 1,
  input: z.strictObject({ invoiceId: id }),
  output: z.strictObject({ revoked: z.int() }),
  callers: { staff: keepers },
});

/** A customer or contact with this address gets a sign-in link by mail. The answer is the same when there is none. */
export const requestSignIn = command({
  service,
  name: 'requestSignIn',
  version: 1,
  input: z.strictObject({ email, browserHash: hash }),
  output: z.strictObject({}),
  callers: { services: ['gateway'] },
  sealed: ['email'],
});

/** A link that is spent or over is sent anew, to the address on file and to no other. */
export const renewLink = command({
  service,
  name: 'renewLink',
  version: 1,
  input: z.strictObject({ tokenHash: hash, browserHash: hash }),
  output: z.strictObject({}),
  callers: { services: ['gateway'] },
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

export const customerChanged = event({
  service,
  name: 'customerChanged',
  version: 1,
  input: z.strictObject({ customerId: id, currency: currency.nullable(), terms_days: z.int().nullable() }),
  readers: ['invoicing', 'gateway'],
});

export const customerCreated = event({
  service,
  name: 'customerCreated',
  version: 1,
  input: z.strictObject({ customerId: id, currency: currency.nullable(), terms_days: z.int().nullable() }),
  readers: ['invoicing', 'gateway'],
});
