import type { Context } from '@purser/bus';
import { checkPeriod } from '../domain/period.ts';
import { safeAmount } from '../domain/safeAmount.ts';
import { sumTaxes } from '../store/taxEntries.ts';

/** Tax per rate of a period: what invoices charged less what credit notes and voids took back. */
export async function getTaxReport(
  ctx: Pick<Context, 'tx' | 'tenant'>,
  { from, until }: { from: string; until: string },
) {
  checkPeriod({ from, until });
  const sums = await sumTaxes(ctx, from, until);
  return {
    from,
    until,
    rows: sums.map(({ currency, name, percent, kind, documents, ...sum }) => ({
      ...{ currency, name, percent, kind, documents },
      invoiced: { taxable: safeAmount(sum.invoicedTaxable), tax: safeAmount(sum.invoicedTax) },
      takenBack: { taxable: safeAmount(sum.backTaxable), tax: safeAmount(sum.backTax) },
      taxable: safeAmount(sum.invoicedTaxable + sum.backTaxable),
      tax: safeAmount(sum.invoicedTax + sum.backTax),
    })),
  };
}
