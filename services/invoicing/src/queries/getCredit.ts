import type { Context } from '@purser/bus';
import { notFound } from '../domain/refusals.ts';
import { isKnownCustomer } from '../store/customers.ts';

/** What the customer has with the tenant, per currency. */
export async function getCredit(ctx: Pick<Context, 'tx' | 'tenant'>, { customerId }: { customerId: string }) {
  const { tx, tenant } = ctx;
  const [known, rows] = await Promise.all([
    isKnownCustomer(ctx, customerId),
    tx.sql<{ currency: string; balance: bigint }[]>`
      select currency, balance from credit_balances
      where tenant_id = ${tenant} and customer_id = ${customerId} and balance > 0 order by currency`,
  ]);
  if (!known) throw notFound('customer');
  return { credits: rows.map(({ currency, balance }) => ({ currency, amount: Number(balance) })) };
}
