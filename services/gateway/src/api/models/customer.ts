import { directory } from '@purser/contracts';
import { z } from 'zod';
import { contactId, currency, customerId, date, email, instant, money, pageQuery, text } from './common.ts';

export const address = directory.createCustomer.input.shape.address.unwrap();
export type AddressModel = z.infer<typeof address>;
const contactRole = z.enum(['owner', 'billing', 'member']);

export const customerBody = z.strictObject({
  name: text(200),
  email,
  address: address.optional(),
  currency: currency.optional(),
  termsDays: z.int().min(0).max(365).optional(),
});
export type CustomerBody = z.infer<typeof customerBody>;

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
};
export const customerSummary = z.strictObject({ ...summary, createdAt: instant });
export type CustomerSummaryModel = z.infer<typeof customerSummary>;

export const customerModel = z.strictObject({
  ...summary,
  createdOn: date,
  address: address.nullable(),
  contacts: z.array(contactModel),
  /** What the tenant owes them, per currency; null when nobody could say just now. */
  credits: z.array(money).nullable(),
});
export type CustomerModel = z.infer<typeof customerModel>;

export const customerListQuery = z.strictObject({ search: text(200).optional(), ...pageQuery });
export const customerList = z.strictObject({
  data: z.array(customerSummary),
  next: z.string().nullable(),
  /** How many customers there are in all. */
  count: z.int(),
});
export type CustomerListModel = z.infer<typeof customerList>;
