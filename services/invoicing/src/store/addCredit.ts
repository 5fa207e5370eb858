import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';

type Credit = {
  customerId: string;
  currency: string;
  amount: bigint;
  date: string;
  source: 'payment' | 'creditNote' | 'refund' | 'dispute';
  sourceId: string;
};

/** Credit for a customer, once per source, and the event that says so. */
export async function addCredit({ tx, tenant, now, stage }: Context, credit: Credit): Promise<void> {
  const { customerId, currency, amount, date, source, sourceId } = credit;
  await tx.sql`
    insert into credits (tenant_id, source, source_id, customer_id, amount, currency, credited_on, created_at)
    values (${tenant}, ${source}, ${sourceId}, ${customerId}, ${amount}, ${currency}, ${date}, ${now.toISOString()})`;
  await tx.sql`
    insert into credit_balances as b (tenant_id, customer_id, currency, balance)
    values (${tenant}, ${customerId}, ${currency}, ${amount})
    on conflict (tenant_id, customer_id, currency) do update set balance = b.balance + excluded.balance`;
  stage.send(contract.creditCreated, { customerId, currency, amount: Number(amount), date, source, sourceId });
}
