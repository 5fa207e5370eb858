import type { Tx } from '@purser/db';

type Mode = 'test' | 'live';

export async function findStripeCustomer({ sql }: Tx, mode: Mode, customerId: string): Promise<string | undefined> {
  const [row] = await sql<
    { id: string }[]
  >`select stripe_customer_id as id from stripe_customers where mode = ${mode} and customer_id = ${customerId}`;
  return row?.id;
}

/** Keeps the first Stripe customer of a customer; returns the one that is kept. */
export async function keepStripeCustomer(
  tx: Tx,
  tenant: string,
  row: { mode: Mode; customerId: string; stripeCustomerId: string },
  now: Date,
): Promise<string> {
  await tx.sql`insert into stripe_customers (tenant_id, mode, customer_id, stripe_customer_id, created_at)
    values (${tenant}, ${row.mode}, ${row.customerId}, ${row.stripeCustomerId}, ${now.toISOString()}) on conflict do nothing`;
  return (await findStripeCustomer(tx, row.mode, row.customerId)) ?? row.stripeCustomerId;
}
