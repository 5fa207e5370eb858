import type { Client } from '@purser/bus';
import { directory, invoicing } from '@purser/contracts';
import type { Sql } from '@purser/db';
import { newId } from '@purser/message';

/** A tenant that has billed nothing yet, with whoever works for it. */
export type Billing = {
  tenant: string;
  staff: { tenant: string; actor: { kind: 'staff'; id: string; roles: ['owner'] } };
};

/** As many customers as a tenth of its invoices. */
const perCustomer = 10;
const atOnce = 8;

export async function aTenant(gateway: Client, sql: Sql): Promise<Billing> {
  const tenant = newId();
  const settings = {
    name: 'Northwind IT',
    timeZone: 'Europe/London',
    currency: 'GBP',
    terms_days: 30,
    taxRounding: 'line' as const,
    numberPrefix: 'NW-',
  };
  await gateway.command(directory.createTenant, settings, { tenant, actor: { kind: 'service', name: 'gateway' } });
  await until('the tenant is known', async () => {
    const [row] = await sql`select 1 from invoicing.number_series where tenant_id = ${tenant} and kind = 'invoice'`;
    return row !== undefined;
  });
  return { tenant, staff: { tenant, actor: { kind: 'staff', id: newId(), roles: ['owner'] } } };
}

export async function customers(
  gateway: Client,
  sql: Sql,
  { tenant, staff }: Billing,
  count: number,
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  const left = [...ids];
  const one = async () => {
    for (let customerId = left.pop(); customerId; customerId = left.pop()) {
      const address = { line1: '12 Mill Lane', city: 'Leeds', postcode: 'LS1 4AP', country: 'GB' };
      const input = { customerId, name: 'Northwind Traders Ltd', email: `${customerId}@example.com`, address };
      await gateway.command(directory.createCustomer, input, staff);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  await until('the customers are known', async () => {
    const [row] = await sql<
      { n: number }[]
    >`select count(*)::int as n from invoicing.customers where tenant_id = ${tenant}`;
    return row?.n === count;
  });
  return ids;
}

const tax = { id: 'vat20', name: 'VAT', percent: '20', inclusive: false };
const lines = ['Managed laptops', 'Backup, per terabyte', 'Service desk'].map((description, i) => ({
  id: `l${i}`,
  description,
  quantity: '4',
  unitAmount: 2500,
  taxes: [tax],
}));

/** One draft by the front door. */
export async function aDraft(gateway: Client, { staff }: Billing, customerId: string): Promise<string> {
  const invoiceId = newId();
  await gateway.command(invoicing.draftInvoice, { invoiceId, customerId, lines }, staff);
  return invoiceId;
}

/** A month's drafts. The first comes by the front door, the others are its copies, for each customer in turn. */
export async function drafts(gateway: Client, sql: Sql, billing: Billing, count: number): Promise<void> {
  const ids = await customers(gateway, sql, billing, Math.max(1, Math.round(count / perCustomer)));
  const first = await aDraft(gateway, billing, ids[0] ?? '');
  const copies = 5000;
  for (let made = 1; made < count; made += copies) {
    const some = Array.from({ length: Math.min(copies, count - made) }, (_, i) => made + i);
    await sql`
      insert into invoicing.invoices (tenant_id, invoice_id, customer_id, currency, document, net, tax, total, created_at)
      select i.tenant_id, u.id, u.customer, i.currency, i.document, i.net, i.tax, i.total, i.created_at + u.n * interval '1 ms'
      from invoicing.invoices i, unnest(${some.map(() => newId())}::uuid[],
        ${some.map((n) => ids[n % ids.length] ?? '')}::uuid[], ${some}::int[]) as u(id, customer, n)
      where i.invoice_id = ${first}`;
  }
  await sql`analyze invoicing.invoices`;
}

export async function until(what: string, look: () => Promise<boolean>, limit_ms = 1_200_000): Promise<void> {
  const end = performance.now() + limit_ms;
  while (!(await look())) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
