import type { Context } from '@purser/bus';

/** Minor units. */
export type CreditOf = (customerId: string, currency: string) => bigint;

/** What each of these customers has in credit, by currency. */
export async function creditBalances(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  customerIds: readonly string[],
): Promise<CreditOf> {
  const rows = await tx.sql<{ customerId: string; currency: string; balance: bigint }[]>`
    select customer_id as "customerId", currency, balance from credit_balances
    where tenant_id = ${tenant} and customer_id = any(${[...new Set(customerIds)]}::uuid[])`;
  const balances = new Map(rows.map(({ customerId, currency, balance }) => [`${customerId} ${currency}`, balance]));
  return (customerId, currency) => balances.get(`${customerId} ${currency}`) ?? 0n;
}
