import { localDate } from '@purser/billing';
import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';

type TenantToday = { currency: string; today: string };

/** The tenant's currency and date; a customer's own currency where one is meant. @throws Fault unavailable until it is told of */
export async function tenantToday(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  customerId?: string,
): Promise<TenantToday> {
  const [row] = await tx.sql<{ currency: string; timeZone: string }[]>`
    select coalesce(c.currency, t.currency) as currency, t.time_zone as "timeZone"
    from tenants t left join customers c on c.tenant_id = t.tenant_id and c.customer_id = ${customerId ?? null}::uuid
    where t.tenant_id = ${tenant}`;
  if (!row)
    throw fault('unavailable', 'tenant_not_known_yet', 'This account is still being set up. Try again shortly.');
  return { currency: row.currency, today: localDate(now, row.timeZone) };
}
