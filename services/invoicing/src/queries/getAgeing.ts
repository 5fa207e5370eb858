import type { Context } from '@purser/bus';
import { ageingOut } from '../domain/ageingOut.ts';
import { safeAmount } from '../domain/safeAmount.ts';
import { owedByCurrency, owedByCustomer } from '../store/owed.ts';
import { planAnew } from '../store/planAnew.ts';
import { tenantToday } from '../store/tenantToday.ts';

/** More customers than these are counted, and found in the list of invoices. */
const mostCustomers = 1000;

/** What is owed now, by how long it has been due. */
export async function getAgeing(ctx: Pick<Context, 'tx' | 'tenant' | 'now'>) {
  await planAnew(ctx);
  const { today } = await tenantToday(ctx);
  const [currencies, customers] = await Promise.all([
    owedByCurrency(ctx, today),
    owedByCustomer(ctx, today, mostCustomers),
  ]);
  return {
    on: today,
    currencies: currencies.map((owed) => ({
      currency: owed.currency,
      ageing: ageingOut(owed),
      counts: {
        current: owed.currentCount,
        days1to30: owed.days1to30Count,
        days31to60: owed.days31to60Count,
        days61to90: owed.days61to90Count,
        over90: owed.over90Count,
      },
      total: safeAmount(owed.total),
      count: owed.count,
    })),
    customers: customers.map(({ customerId, currency, total, count, ...owed }) => ({
      ...{ customerId, currency, count },
      ageing: ageingOut(owed),
      total: safeAmount(total),
    })),
    more: (customers[0]?.all ?? 0) - customers.length,
  };
}
