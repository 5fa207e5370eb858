import { bigint, boolean, customType, date, integer, pgSchema, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const sealed = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const units = (name: string) => bigint(name, { mode: 'bigint' });
const day = (name: string) => date(name, { mode: 'string' });
const instant = (name: string) => timestamp(name, { withTimezone: true });
const schema = pgSchema('invoicing');

export const tenants = schema.table('tenants', {
  tenantId: uuid('tenant_id').primaryKey(),
  timeZone: text('time_zone').notNull(),
  currency: text('currency').notNull(),
  terms_days: integer('terms_days').notNull(),
  taxRounding: text('tax_rounding', { enum: ['line', 'document'] }).notNull(),
});

export const numberSeries = schema.table('number_series', {
  tenantId: uuid('tenant_id').notNull(),
  kind: text('kind', { enum: ['invoice', 'creditNote', 'quote'] }).notNull(),
  prefix: text('prefix').notNull(),
  suffix: text('suffix').notNull().default(''),
  padding: integer('padding').notNull(),
  yearly: boolean('yearly').notNull().default(false),
});

export const invoices = schema.table('invoices', {
  tenantId: uuid('tenant_id').notNull(),
  invoiceId: uuid('invoice_id').notNull(),
  customerId: uuid('customer_id').notNull(),
  currency: text('currency').notNull(),
  document: text('document').notNull(),
  note: sealed('note'),
  poNumber: sealed('po_number'),
  terms_days: integer('terms_days'),
  net: units('net').notNull(),
  tax: units('tax').notNull(),
  total: units('total').notNull(),
  paid: units('paid').notNull().default(0n),
  credited: units('credited').notNull().default(0n),
  offBalance: units('off_balance').notNull().default(0n),
  number: text('number'),
  issuedOn: day('issued_on'),
  dueOn: day('due_on'),
  voidedOn: day('voided_on'),
  createdAt: instant('created_at').notNull(),
});
