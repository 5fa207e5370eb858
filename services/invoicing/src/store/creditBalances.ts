import type { Context } from '@purser/bus';

type Whose = { customerId: string; currency: string };

/** What customers have in credit, by currency; minor units. What is taken is gone from it at once, and from the database only when it is written. */
export type Purse = { has(whose: Whose): bigint; take(whose: Whose, amount: bigint): void };

/**
 * What each of these customers has in credit. `locked`, nobody else takes of it until the commit: lock the invoices first, that is the
 * order everywhere.
 */
export async function creditBalances(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  customerIds: readonly string[],
  { locked }: { locked: boolean },
): Promise<Purse> {
  const rows = await tx.sql<(Whose & { balance: bigint })[]>`
    select customer_id as "customerId", currency, balance from credit_balances
    where tenant_id = ${tenant} and customer_id = any(${[...new Set(customerIds)]}::uuid[]) and balance > 0
    order by customer_id, currency ${locked ? tx.sql`for update` : tx.sql``}`;
  const keyOf = ({ customerId, currency }: Whose) => `${customerId} ${currency}`;
  const balances = new Map(rows.map((row) => [keyOf(row), row.balance]));
  const has = (whose: Whose) => balances.get(keyOf(whose)) ?? 0n;
  return { has, take: (whose, amount) => void balances.set(keyOf(whose), has(whose) - amount) };
}
