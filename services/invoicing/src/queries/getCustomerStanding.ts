import { addDays } from '@purser/billing';
import type { Context } from '@purser/bus';
import { notFound } from '../domain/refusals.ts';
import { standingOf } from '../domain/standing.ts';
import { isKnownCustomer } from '../store/customers.ts';
import { readOverdue, readSettled } from '../store/paymentBehaviour.ts';
import { planAnew } from '../store/planAnew.ts';
import { tenantToday } from '../store/tenantToday.ts';

const lookBack_days = 730;

/** How a customer pays, with the reasons. */
export async function getCustomerStanding(
  ctx: Pick<Context, 'tx' | 'tenant' | 'now'>,
  { customerId }: { customerId: string },
) {
  await planAnew(ctx);
  if (!(await isKnownCustomer(ctx, customerId))) throw notFound('customer');
  const { today } = await tenantToday(ctx);
  const [settled, overdue] = await Promise.all([
    readSettled(ctx, customerId, addDays(today, -lookBack_days)),
    readOverdue(ctx, customerId, today),
  ]);
  return { customerId, ...standingOf(settled, overdue) };
}
