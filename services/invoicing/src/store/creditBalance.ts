import type { Context } from '@purser/bus';

type Storing = Pick<Context, 'tx' | 'tenant'>;
type Whose = { customerId: string; currency: string };

/** What a customer has in a currency, locked until the commit. Lock the invoice first: that is the order everywhere. */
export async function lockBalance({ tx, tenant }: Storing, { customerId, currency }: Whose): Promise<bigint> {
  const [row] = await tx.sql<{ balance: bigint }[]>`
    select balance from credit_balances
    where tenant_id = ${tenant} and customer_id = ${customerId} and currency = ${currency}
    for update`;
  return row?.balance ?? 0n;
}

/** Takes credit that is there; the table refuses more. */
export async function takeCredit(
  { tx, tenant }: Storing,
  { customerId, currency }: Whose,
  amount: bigint,
): Promise<void> {
  await tx.sql`
    update credit_balances set balance = balance - ${amount}
    where tenant_id = ${tenant} and customer_id = ${customerId} and currency = ${currency}`;
}
