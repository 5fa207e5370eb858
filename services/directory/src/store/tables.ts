import { languages } from '@purser/contracts';
import { boolean, customType, integer, pgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const sealed = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const schema = pgSchema('directory');
const time = (name: string) => timestamp(name, { withTimezone: true });

export const tenants = schema.table('tenants', {
  tenantId: uuid('tenant_id').primaryKey(),
  name: text('name').notNull(),
  slug: text('slug').notNull(),
  timeZone: text('time_zone').notNull(),
  currency: text('currency').notNull(),
  terms_days: integer('terms_days').notNull(),
  taxRounding: text('tax_rounding', { enum: ['line', 'document'] }).notNull(),
  numberPrefix: text('number_prefix').notNull(),
  company: sealed('company'),
  brand: text('brand'),
  language: text('language', { enum: languages }).notNull(),
  createdAt: time('created_at').notNull(),
});

export const customers = schema.table('customers', {
  tenantId: uuid('tenant_id').notNull(),
  customerId: uuid('customer_id').notNull(),
  name: sealed('name').notNull(),
  email: sealed('email').notNull(),
  emailIndex: sealed('email_index'),
  address: sealed('address'),
  currency: text('currency'),
  terms_days: integer('terms_days'),
  language: text('language', { enum: languages }),
  archivedAt: time('archived_at'),
  erasedAt: time('erased_at'),
  tags: text('tags').array().notNull(),
  notes: sealed('notes'),
  phone: sealed('phone'),
  taxNumber: sealed('tax_number'),
  poNumber: sealed('po_number'),
  revision: integer('revision').notNull(),
  createdAt: time('created_at').notNull(),
});

export const contacts = schema.table('contacts', {
  tenantId: uuid('tenant_id').notNull(),
  contactId: uuid('contact_id').notNull(),
  customerId: uuid('customer_id').notNull(),
  name: sealed('name').notNull(),
  email: sealed('email').notNull(),
  emailIndex: sealed('email_index').notNull(),
  role: text('role', { enum: ['owner', 'billing', 'member'] }).notNull(),
  createdAt: time('created_at').notNull(),
});

export const staff = schema.table('staff', {
  tenantId: uuid('tenant_id').notNull(),
  staffId: uuid('staff_id').notNull(),
  name: sealed('name').notNull(),
  email: sealed('email').notNull(),
  emailIndex: sealed('email_index').notNull(),
  passwordHash: sealed('password_hash').notNull(),
  mustChange: boolean('must_change').notNull().default(false),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
});

export const memberships = schema.table('memberships', {
  tenantId: uuid('tenant_id').notNull(),
  staffId: uuid('staff_id').notNull(),
  memberTenantId: uuid('member_tenant_id').notNull(),
  role: text('role', { enum: ['owner', 'admin', 'accountant', 'support', 'readOnly'] }).notNull(),
  updatedAt: time('updated_at').notNull(),
});
