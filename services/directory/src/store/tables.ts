import { customType, integer, pgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const sealed = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const schema = pgSchema('directory');

export const tenants = schema.table('tenants', {
  tenantId: uuid('tenant_id').primaryKey(),
  name: text('name').notNull(),
  timeZone: text('time_zone').notNull(),
  currency: text('currency').notNull(),
  terms_days: integer('terms_days').notNull(),
  taxRounding: text('tax_rounding', { enum: ['line', 'document'] }).notNull(),
  numberPrefix: text('number_prefix').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
});

export const customers = schema.table('customers', {
  tenantId: uuid('tenant_id').notNull(),
  customerId: uuid('customer_id').notNull(),
  name: sealed('name').notNull(),
  email: sealed('email').notNull(),
  emailIndex: sealed('email_index').notNull(),
  address: sealed('address'),
  currency: text('currency'),
  terms_days: integer('terms_days'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
});

export const contacts = schema.table('contacts', {
  tenantId: uuid('tenant_id').notNull(),
  contactId: uuid('contact_id').notNull(),
  customerId: uuid('customer_id').notNull(),
  name: sealed('name').notNull(),
  email: sealed('email').notNull(),
  emailIndex: sealed('email_index').notNull(),
  role: text('role', { enum: ['owner', 'billing', 'member'] }).notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
});
