import type { Context } from '@purser/bus';
import { notFound } from '../domain/refusals.ts';

export async function getCustomerReminders(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  { customerId }: { customerId: string },
) {
  const [row] = await tx.sql<{ reminders: boolean }[]>`
    select reminders from customers where tenant_id = ${tenant} and customer_id = ${customerId}`;
  if (!row) throw notFound('customer');
  return row;
}
