import type { Context } from '@purser/bus';
import type { reporting as contract } from '@purser/contracts';
import type { z } from 'zod';
import { convertMonths, ratesDay } from '../domain/convertMonths.ts';
import { everyMonth, type MonthRow, monthsUpTo, nextMonth } from '../domain/months.ts';
import { safeAmount } from '../domain/safeAmount.ts';
import { ratesOn } from '../store/exchangeRates.ts';
import { planAnew } from '../store/planAnew.ts';

/**
 * What was billed, collected and kept by Stripe in the month of `to` and in those before it, by the dates that entries count for.
 * Billed and tax are what invoices said, less what was voided or credited; collected is money that came, by Stripe and
 * otherwise, less what went back or was taken back. With `into`, each month is also added up in that currency.
 * @throws Fault rejected amount_out_of_range when a sum is beyond what JSON carries exactly
 */
export async function getMonthlyFigures(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  { to, months: count, into }: z.output<typeof contract.getMonthlyFigures.input>,
) {
  const months = monthsUpTo(to, count);
  await planAnew({ tx });
  // By day first, which is what entries are indexed by; then there is little left to gather into months.
  const rows = await tx.sql<MonthRow[]>`
    with days as (
      select e.effective_on, e.currency,
        -sum(p.amount) filter (where p.account = 'revenue') as billed,
        -sum(p.amount) filter (where p.account = 'taxPayable') as tax,
        sum(case when p.account = 'disputesHeld' then -p.amount else p.amount end) filter (
          where e.kind in ('paymentReceived', 'refundSent', 'refundReturned') and p.account = 'stripeClearing'
          or e.kind in ('outsidePaymentReceived', 'refundSettled') and p.account = 'bank'
          or e.kind in ('disputeMoneyTaken', 'disputeMoneyReturned') and p.account = 'disputesHeld') as collected,
        sum(p.amount) filter (where p.account in ('stripeFees', 'applicationFees')) as fees
      from entries e join postings p on p.tenant_id = e.tenant_id and p.entry_id = e.entry_id
      where e.tenant_id = ${tenant} and e.effective_on >= ${months[0] ?? to} and e.effective_on < ${nextMonth(to)}
        and e.kind not in ('paymentAllocated', 'overpaymentCredited')
      group by 1, 2
    )
    select date_trunc('month', effective_on)::date as month, currency, coalesce(sum(billed), 0)::bigint as billed,
      coalesce(sum(tax), 0)::bigint as tax, coalesce(sum(collected), 0)::bigint as collected, coalesce(sum(fees), 0)::bigint as fees
    from days group by 1, 2`;
  const figures = everyMonth(months, rows);
  const days = months.map((month) => ratesDay(month, to));
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  const rates = into ? await ratesOn(tx, { tenant, into, days, currencies }) : [];
  return {
    months: figures.map(({ month, currency, billed, tax, collected, fees }) => ({
      month,
      currency,
      billed: safeAmount(billed),
      tax: safeAmount(tax),
      collected: safeAmount(collected),
      fees: safeAmount(fees),
    })),
    converted: into
      ? convertMonths(figures, { into, to, rates }).map(({ billed, tax, collected, ...rest }) => ({
          ...rest,
          billed: safeAmount(billed),
          tax: safeAmount(tax),
          collected: safeAmount(collected),
        }))
      : [],
  };
}
