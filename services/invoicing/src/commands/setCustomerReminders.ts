import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { notFound } from '../domain/refusals.ts';

/** Whether a customer is reminded. Late fees are charged all the same. */
export async function setCustomerReminders(
  { tx, tenant, stage, now }: Context,
  { customerId, reminders }: { customerId: string; reminders: boolean },
) {
  const changed = await tx.sql`
    update customers set reminders = ${reminders} where tenant_id = ${tenant} and customer_id = ${customerId}`;
  if (changed.count === 0) throw notFound('customer');
  if (reminders) stage.later(contract.rechaseInvoices, { customer: customerId }, now);
  return { customerId, reminders };
}
