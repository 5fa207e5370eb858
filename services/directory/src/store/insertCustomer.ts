import type { Context } from '@purser/bus';
import { tagSet } from '../domain/customer.ts';
import { type CustomerFields, sealCustomer } from './customerFields.ts';

type NewCustomer = CustomerFields & {
  customerId: string;
  currency: string | null;
  terms_days: number | null;
  language?: string | null | undefined;
  tags?: readonly string[] | undefined;
};

/** @returns false when the id is taken. A hot path: one prepared statement. */
export async function insertCustomer({ tx, tenant, now, keys }: Context, customer: NewCustomer): Promise<boolean> {
  const { customerId: id, currency, terms_days, language = null, tags = [] } = customer;
  const sealed = sealCustomer(await keys(id), id, customer);
  const { name, email, emailIndex, address, phone = null, taxNumber = null, poNumber = null, notes = null } = sealed;
  const made = await tx.sql`
    insert into customers (tenant_id, customer_id, name, email, email_index, address, phone, tax_number, po_number, notes, tags,
      currency, terms_days, language, created_at)
    values (${tenant}, ${id}, ${name}, ${email}, ${emailIndex}, ${address}, ${phone}, ${taxNumber}, ${poNumber}, ${notes},
      ${tagSet(tags)}, ${currency}, ${terms_days}, ${language}, ${now.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}
