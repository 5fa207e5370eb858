import type { Context } from '@purser/bus';
import type { reporting as contract } from '@purser/contracts';
import type { z } from 'zod';
import { everyMonth, type MonthRow, monthsUpTo, nextMonth } from '../domain/months.ts';
import { safeAmount } from '../domain/safeAmount.ts';
import { planAnew } from '../store/planAnew.ts';

/**
 * What was billed, collected and kept by Stripe in the month of `to` and in those before it, by the dates that entries count for.
 * Billed and tax are what invoices said, less what was voided or credited; collected is money that came, by Stripe and otherwise.
 * @throws Fault rejected amount_out_of_range when a sum is beyond what JSON carries exactly
 */
export async function getMonthlyFigures(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  { to, months: count }: z.output<typeof contract.getMonthlyFigures.input>,
) {
  const months = monthsUpTo(to, count);
  await planAnew({ tx });
  // By day first, which is what entries are indexed by; then there is little left to gather into months.
  const rows = await tx.sql<MonthRow[]>`
    with days as (
      select e.effective_on, e.currency,
        -sum(p.amount) filter (where p.account = 'revenue') as billed,
        -sum(p.amount) filter (where p.account = 'taxPayable') as tax,
        sum(p.amount) filter (where e.kind = 'paymentReceived' and p.account = 'stripeClearing'
          or e.kind = 'outsidePaymentReceived' and p.account = 'bank') as collected,
        sum(p.amount) filter (where p.account = 'stripeFees') as fees
      from entries e join postings p on p.tenant_id = e.tenant_id and p.entry_id = e.entry_id
      where e.tenant_id = ${tenant} and e.effective_on >= ${months[0] ?? to} and e.effective_on < ${nextMonth(to)}
        and e.kind not in ('paymentAllocated', 'overpaymentCredited')
      group by 1, 2
    )
    select date_trunc('month', effective_on)::date as month, currency, coalesce(sum(billed), 0)::bigint as billed,
      coalesce(sum(tax), 0)::bigint as tax, coalesce(sum(collected), 0)::bigint as collected, coalesce(sum(fees), 0)::bigint as fees
    from days group by 1, 2`;
  return {
    months: everyMonth(months, rows).map(({ month, currency, billed, tax, collected, fees }) => ({
      month,
      currency,
      billed: safeAmount(billed),
      tax: safeAmount(tax),
      collected: safeAmount(collected),
      fees: safeAmount(fees),
    })),
  };
}
