import { BentoCell, FactList, Money, moneyText, Ring, useSurroundings } from '@purser/ui';
import type { DashboardModel } from '../../../src/api/models/dashboard.ts';
import { type MonthFigures, monthsOf } from './figures.ts';

/** How much of what was billed has come in: this month, and over the year. */
export function CollectedCell({ dashboard }: { dashboard: DashboardModel }) {
  const { locale } = useSurroundings();
  const { currency } = dashboard;
  const months = monthsOf(dashboard, currency);
  const year = months.reduce(add, nothing);
  const month = months.at(-1) ?? nothing;
  const of = (billed: number) =>
    billed > 0 ? `of ${moneyText(billed, currency, locale)} billed` : 'Nothing billed yet';
  const sum = (id: string, label: string, amount: number) => ({
    id,
    label,
    value: <Money amount={amount} currency={currency} />,
  });
  return (
    <BentoCell width={4} title="Collected of what was billed">
      <div className="flex h-full flex-col gap-4">
        <div className="grid flex-1 grid-cols-2 content-center gap-4 pt-3">
          <Ring part={part(month)} label="This month" hint={of(month.billed)} />
          <Ring part={part(year)} label="Twelve months" hint={of(year.billed)} tone="success" />
        </div>
        <FactList
          kind="money"
          facts={[
            sum('month', 'Collected this month', month.collected),
            sum('year', 'Collected in twelve months', year.collected),
            sum('fees', 'Stripe fees in twelve months', year.fees),
          ]}
        />
      </div>
    </BentoCell>
  );
}

type Sums = Omit<MonthFigures, 'month'>;
const nothing: Sums = { billed: 0, collected: 0, fees: 0 };
const add = (all: Sums, { billed, collected, fees }: Sums): Sums => ({
  billed: all.billed + billed,
  collected: all.collected + collected,
  fees: all.fees + fees,
});
const part = ({ billed, collected }: Sums): number => (billed > 0 ? collected / billed : 0);
