import type { TaxRounding } from '@purser/billing';
import { type Context, notYet } from '@purser/bus';
import { customerArchived, notFound } from '../domain/refusals.ts';

type Storing = Pick<Context, 'tx' | 'tenant'>;
type Told = { customerId: string; currency: string | null; terms_days: number | null; archived?: boolean | undefined };
export type Settings = { currency: string; taxRounding: TaxRounding; timeZone: string };

type Known = Omit<Settings, 'currency'> & { ofCustomer: string | null; ofTenant: string | null; archived: boolean };

/**
 * How a customer is billed to whom something new may be billed. A customer that has not been heard of is not found; a tenant must be on its way, since its customer is
 * here.
 * @throws Fault notFound, rejected `customer_archived`; waits for the tenant
 */
export async function settingsOf({ tx, tenant }: Storing, customerId: string): Promise<Settings> {
  const [row] = await tx.sql<Known[]>`
    select c.currency as "ofCustomer", t.currency as "ofTenant", t.tax_rounding as "taxRounding", t.time_zone as "timeZone",
      c.archived
    from customers c left join tenants t on t.tenant_id = c.tenant_id
    where c.tenant_id = ${tenant} and c.customer_id = ${customerId}`;
  if (!row) throw notFound('customer');
  const { ofCustomer, ofTenant, taxRounding, timeZone, archived } = row;
  if (archived) throw customerArchived();
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
  { customerId, currency, terms_days, archived = false }: Told,
  at: Date,
): Promise<void> {
  await tx.sql`
    insert into customers (tenant_id, customer_id, currency, terms_days, archived, changed_at)
    values (${tenant}, ${customerId}, ${currency}, ${terms_days}, ${archived}, ${at.toISOString()})
    on conflict (tenant_id, customer_id) do nothing`;
}

/**
 * A customer as told of at a time; what was told later stands.
 * @returns whether they were archived and are billed again by this
 */
export async function changeCustomer(
  { tx, tenant }: Storing,
  { customerId, currency, terms_days, archived }: Told,
  at: Date,
): Promise<boolean> {
  const isRestored = tx.sql`customers.archived and ${archived === false}::boolean`;
  const [row] = await tx.sql<{ restored: boolean }[]>`
    insert into customers (tenant_id, customer_id, currency, terms_days, archived, changed_at)
    values (${tenant}, ${customerId}, ${currency}, ${terms_days}, ${archived ?? false}, ${at.toISOString()})
    on conflict (tenant_id, customer_id) do update
      set currency = excluded.currency, terms_days = excluded.terms_days,
        archived = ${archived ?? tx.sql`customers.archived`}, changed_at = excluded.changed_at,
        restored_at = case when ${isRestored} then excluded.changed_at else customers.restored_at end
      where customers.changed_at <= excluded.changed_at
    returning coalesce(restored_at = changed_at, false) as restored`;
  return row?.restored ?? false;
}
