import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import type { Home } from '../stripe/home.ts';

export async function findStripeCustomer(
  { sql }: Tx,
  { mode, account }: Home,
  customerId: string,
): Promise<string | undefined> {
  const [row] = await sql<{ id: string | null }[]>`
    select stripe_customer_id as id from stripe_customers
    where mode = ${mode} and account = ${account} and customer_id = ${customerId}`;
  return row?.id ?? undefined;
}

/** Writes the first Stripe customer of a customer at an account; says which one is there, and whether it is this one. */
export async function insertStripeCustomer(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  { mode, account, customerId, stripeCustomerId }: Home & { customerId: string; stripeCustomerId: string },
): Promise<{ kept: string; isNew: boolean }> {
  const made =
    await tx.sql`insert into stripe_customers (tenant_id, mode, account, customer_id, stripe_customer_id, created_at)
    values (${tenant}, ${mode}, ${account}, ${customerId}, ${stripeCustomerId}, ${now.toISOString()})
    on conflict (tenant_id, mode, account, customer_id)
      do update set stripe_customer_id = excluded.stripe_customer_id where stripe_customers.stripe_customer_id is null`;
  const kept = (await findStripeCustomer(tx, { mode, account }, customerId)) ?? stripeCustomerId;
  return { kept, isNew: made.count === 1 };
}

/** Where Stripe has somebody for a customer of ours. */
export async function homesOfCustomer({ sql }: Tx, customerId: string): Promise<Home[]> {
  return sql<Home[]>`
    select mode, account from stripe_customers
    where customer_id = ${customerId} and stripe_customer_id is not null order by mode, account`;
}

/** How often a customer was deleted at Stripe: each time they are made under another key. */
export async function generationOf({ sql }: Tx, { mode, account }: Home, customerId: string): Promise<number> {
  const [row] = await sql<{ generation: number }[]>`
    select generation from stripe_customers
    where mode = ${mode} and account = ${account} and customer_id = ${customerId}`;
  return row?.generation ?? 0;
}

/** They are gone at Stripe. @returns who that was */
export async function loseStripeCustomer(
  { sql }: Tx,
  { mode, account }: Home,
  stripeCustomerId: string,
): Promise<{ customerId: string }[]> {
  return sql<{ customerId: string }[]>`
    update stripe_customers set stripe_customer_id = null, generation = generation + 1
    where mode = ${mode} and account = ${account} and stripe_customer_id = ${stripeCustomerId}
    returning customer_id as "customerId"`;
}
