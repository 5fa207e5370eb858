import { type Currency, exponent, isCurrency } from '@purser/money';
import { BarChart, BentoCell, EmptyState, Link, moneyText, Select, useSurroundings } from '@purser/ui';
import { BarChart3 } from 'lucide-react';
import { useState } from 'react';
import type { DashboardModel } from '../../../src/api/models/dashboard.ts';
import { routes } from '../routes.ts';
import { currenciesOf, inAllOf, monthsOf } from './figures.ts';
import { InAll } from './inAll.tsx';

/** Billed and collected by month, in one currency at a time. */
export function RevenueCell({ dashboard }: { dashboard: DashboardModel }) {
  const { locale } = useSurroundings();
  const currencies = currenciesOf(dashboard);
  const [currency, setCurrency] = useState(dashboard.currency);
  const months = monthsOf(dashboard, currency);
  const monthName = new Intl.DateTimeFormat(locale, { month: 'short', year: '2-digit', timeZone: 'UTC' });
  return (
    <BentoCell
      width={8}
      title="Revenue by month"
      aside={
        currencies.length > 1 && (
          <Select
            aria-label="Currency"
            value={currency}
            onValueChange={setCurrency}
            options={currencies.map((code) => ({ value: code, label: code }))}
          />
        )
      }
    >
      {months.length === 0 ? (
        <EmptyState
          icon={<BarChart3 size={18} />}
          title="No figures yet"
          text="The first issued invoice begins the first bar."
        />
      ) : (
        <>
          <BarChart
            label="Revenue by month"
            labels={months.map(({ month }) => monthName.format(new Date(`${month}T00:00:00Z`)))}
            series={[
              { id: 'billed', label: 'Billed, with tax', values: months.map(({ billed }) => billed) },
              { id: 'collected', label: 'Collected', values: months.map(({ collected }) => collected) },
            ]}
            format={(amount) => moneyText(amount, currency, locale)}
            formatShort={(amount) => shortMoney(amount, currency, locale)}
            height_px={260}
          />
          {inAllOf(dashboard, 'billed') && (
            <p className="mt-3 text-ink-3 text-xs">
              Billed this month: <InAll dashboard={dashboard} of="billed" />
              {' · '}
              <Link href={routes.setting('exchange-rates')} className="text-brand-text underline">
                Exchange rates
              </Link>
            </p>
          )}
        </>
      )}
    </BentoCell>
  );
}

/** For an axis: `£12K`. Rounded, and never used where a figure counts. */
function shortMoney(amount: number, currency: string, locale: string): string {
  if (!isCurrency(currency)) return String(amount);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumFractionDigits: 1,
    minimumFractionDigits: 0,
  }).format(amount / 10 ** exponent(currency satisfies Currency));
}
