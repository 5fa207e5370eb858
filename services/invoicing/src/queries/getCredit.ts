import type { Context } from '@purser/bus';
import { eq, sql } from 'drizzle-orm';
import { notFound } from '../domain/refusals.ts';
import { credits, customers } from '../store/tables.ts';

/** What the customer has with the tenant, per currency. */
export async function getCredit({ tx }: Pick<Context, 'tx'>, { customerId }: { customerId: string }) {
  const [customer] = await tx.orm
    .select({ id: customers.customerId })
    .from(customers)
    .where(eq(customers.customerId, customerId));
  if (!customer) throw notFound('customer');
  const rows = await tx.orm
    .select({ currency: credits.currency, amount: sql<string>`sum(${credits.amount})::text` })
    .from(credits)
    .where(eq(credits.customerId, customerId))
    .groupBy(credits.currency)
    .orderBy(credits.currency);
  return { credits: rows.map(({ currency, amount }) => ({ currency, amount: Number(amount) })) };
}
