import type { Context } from '@purser/bus';
import { safeAmount } from '../domain/safeAmount.ts';
import { longestOverdue, type Tally, tallyInvoices } from '../store/countInvoices.ts';
import { planAnew } from '../store/planAnew.ts';
import { tenantToday } from '../store/tenantToday.ts';

const listed = 10;

/** What is owed to the tenant now, per currency; overdue is part of outstanding. */
export async function getReceivables(ctx: Pick<Context, 'tx' | 'tenant' | 'now'>) {
  await planAnew(ctx);
  const { today } = await tenantToday(ctx);
  const [tallies, overdue] = await Promise.all([tallyInvoices(ctx, { today }), longestOverdue(ctx, today, listed)]);
  const byCurrency = Map.groupBy(tallies, ({ currency }) => currency);
  return {
    currencies: [...byCurrency]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, of]) => ({ currency, ...sums(of) })),
    overdue: overdue.map((invoice) => ({ ...invoice, due: Number(invoice.due) })),
  };
}

function sums(tallies: readonly Tally[]) {
  const of = (...statuses: Tally['status'][]) => tallies.filter(({ status }) => statuses.includes(status));
  const owed = of('open', 'partlyPaid', 'overdue');
  const late = of('overdue');
  const drafts = of('draft');
  const count = (some: readonly Tally[]) => some.reduce((all, tally) => all + tally.count, 0);
  const sum = (some: readonly Tally[], what: 'due' | 'total') =>
    safeAmount(some.reduce((all, tally) => all + tally[what], 0n));
  return {
    outstanding: sum(owed, 'due'),
    outstandingCount: count(owed),
    overdue: sum(late, 'due'),
    overdueCount: count(late),
    draft: sum(drafts, 'total'),
    draftCount: count(drafts),
  };
}
