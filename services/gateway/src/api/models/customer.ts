import { directory } from '@purser/contracts';
import { z } from 'zod';
import {
  contactId,
  currency,
  customerId,
  date,
  email,
  instant,
  language,
  money,
  pageQuery,
  text,
  units,
} from './common.ts';

export const address = directory.createCustomer.input.shape.address.unwrap();
export type AddressModel = z.infer<typeof address>;
const tags = directory.tagCustomer.input.shape.add;
const contactRole = z.enum(['owner', 'billing', 'member']);

export const customerBody = z.strictObject({
  name: text(200),
  email,
  address: address.optional(),
  currency: currency.optional(),
  termsDays: z.int().min(0).max(365).optional(),
  /** Null is the tenant's own; left out of a change it stays. */
  language: language.nullable().optional(),
  phone: text(40).nullable().optional(),
  taxNumber: text(40).nullable().optional(),
  /** The purchase order that new invoices start with. */
  poNumber: text(60).nullable().optional(),
  tags: tags.optional(),
  /** For staff; the customer never sees them. */
  notes: text(4000).nullable().optional(),
});
/** What may be null, and tags, stay as they are when they are left out. With the `revision` that was read, a change by another is not lost. */
export const customerChange = customerBody.extend({ revision: z.int().min(1).optional() });
export type CustomerChange = z.input<typeof customerChange>;
export type CustomerBody = z.input<typeof customerBody>;

export const contactBody = z.strictObject({ name: text(200), email, role: contactRole });
export type ContactBody = z.infer<typeof contactBody>;

export const contactModel = z.strictObject({
  id: contactId,
  name: z.string(),
  email: z.string(),
  role: z.string(),
});
export type ContactModel = z.infer<typeof contactModel>;

const summary = {
  id: customerId,
  name: z.string(),
  email: z.string(),
  currency: currency.nullable(),
  termsDays: z.int().nullable(),
  archived: z.boolean(),
};
export const customerSummary = z.strictObject({ ...summary, tags: z.array(z.string()), createdAt: instant });
export type CustomerSummaryModel = z.infer<typeof customerSummary>;

/** Minor units; overdue is part of due. */
export const balance = z.strictObject({ currency, due: units, overdue: units, openCount: z.int() });
export type BalanceModel = z.infer<typeof balance>;

export const customerModel = z.strictObject({
  ...summary,
  createdOn: date,
  /** Their data is gone for good; what was billed stays in the books. */
  erased: z.boolean(),
  phone: z.string().nullable(),
  taxNumber: z.string().nullable(),
  poNumber: z.string().nullable(),
  tags: z.array(z.string()),
  notes: z.string().nullable(),
  revision: z.int(),
  /** Null is the tenant's own. */
  language: language.nullable(),
  address: address.nullable(),
  contacts: z.array(contactModel),
  /** What the tenant owes them, per currency; null when nobody could say just now. */
  credits: z.array(money).nullable(),
  /** What they owe, per currency; null when nobody could say just now. */
  balances: z.array(balance).nullable(),
});
export type CustomerModel = z.infer<typeof customerModel>;

export const customerListQuery = z.strictObject({
  search: text(200).optional(),
  archived: z.enum(['true', 'false']).optional(),
  tag: text(60).optional(),
  ...pageQuery,
});

export const tagChange = z.strictObject({ add: tags.default([]), remove: tags.default([]) });
export type TagChange = z.input<typeof tagChange>;
export const tagList = z.strictObject({ tags: z.array(z.string()) });
export const customerList = z.strictObject({
  data: z.array(customerSummary),
  next: z.string().nullable(),
  /** How many customers there are in all. */
  count: z.int(),
});
export type CustomerListModel = z.infer<typeof customerList>;
