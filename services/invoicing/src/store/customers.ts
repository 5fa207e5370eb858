import type { TaxRounding } from '@purser/billing';
import { type Context, notYet } from '@purser/bus';
import { notFound } from '../domain/refusals.ts';

type Storing = Pick<Context, 'tx' | 'tenant'>;
type Told = { customerId: string; currency: string | null; terms_days: number | null };
export type Settings = { currency: string; taxRounding: TaxRounding; timeZone: string };

/**
 * How a customer is billed. A customer that has not been heard of is not found; a tenant must be on its way, since its customer is
 * here.
 * @throws Fault notFound; waits for the tenant
 */
export async function settingsOf({ tx, tenant }: Storing, customerId: string): Promise<Settings> {
  const [row] = await tx.sql<(Omit<Settings, 'currency'> & { ofCustomer: string | null; ofTenant: string | null })[]>`
    select c.currency as "ofCustomer", t.currency as "ofTenant", t.tax_rounding as "taxRounding", t.time_zone as "timeZone"
    from customers c left join tenants t on t.tenant_id = c.tenant_id
    where c.tenant_id = ${tenant} and c.customer_id = ${customerId}`;
  if (!row) throw notFound('customer');
  const { ofCustomer, ofTenant, taxRounding, timeZone } = row;
  if (ofTenant === null) throw notYet('tenant');
  return { currency: ofCustomer ?? ofTenant, taxRounding, timeZone };
}

export async function isKnownCustomer({ tx, tenant }: Storing, customerId: string): Promise<boolean> {
  const rows = await tx.sql`select 1 from customers where tenant_id = ${tenant} and customer_id = ${customerId}`;
  return rows.length === 1;
}

/** A customer as first told of; one that is known already stays as it is. */
export async function insertCustomer(
  { tx, tenant }: Storing,
  { customerId, currency, terms_days }: Told,
  at: Date,
): Promise<void> {
  await tx.sql`
    insert into customers (tenant_id, customer_id, currency, terms_days, changed_at)
    values (${tenant}, ${customerId}, ${currency}, ${terms_days}, ${at.toISOString()})
    on conflict (tenant_id, customer_id) do nothing`;
}

/** A customer as told of at a time; what was told later stands. */
export async function changeCustomer(
  { tx, tenant }: Storing,
  { customerId, currency, terms_days }: Told,
  at: Date,
): Promise<void> {
  await tx.sql`
    insert into customers (tenant_id, customer_id, currency, terms_days, changed_at)
    values (${tenant}, ${customerId}, ${currency}, ${terms_days}, ${at.toISOString()})
    on conflict (tenant_id, customer_id) do update
      set currency = excluded.currency, terms_days = excluded.terms_days, changed_at = excluded.changed_at
      where customers.changed_at <= excluded.changed_at`;
}
