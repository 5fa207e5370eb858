import type { Context } from '@purser/bus';
import { normaliseMail } from '@purser/vault';

type NewCustomer = {
  customerId: string;
  name: string;
  email: string;
  address?: object | undefined;
  currency: string | null;
  terms_days: number | null;
};

/** @returns false when the id is taken. A hot path: one prepared statement. */
export async function insertCustomer({ tx, tenant, now, keys }: Context, customer: NewCustomer): Promise<boolean> {
  const { customerId: id, name, email, address, currency, terms_days } = customer;
  const ring = await keys(id);
  const seal = (field: string, plain: string) => ring.seal(`customer.${field}`, id, plain);
  const made = await tx.sql`
    insert into customers (tenant_id, customer_id, name, email, email_index, address, currency, terms_days, created_at)
    values (${tenant}, ${id}, ${seal('name', name)}, ${seal('email', email)}, ${ring.index('customer.email', normaliseMail(email))},
      ${address ? seal('address', JSON.stringify(address)) : null}, ${currency}, ${terms_days}, ${now.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}
