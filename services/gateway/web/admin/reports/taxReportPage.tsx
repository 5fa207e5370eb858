import { buttonLook, Card, EmptyState, ErrorState, Money, Skeleton } from '@purser/ui';
import { Download } from 'lucide-react';
import { useSearchParams } from 'wouter';
import type { TaxReportModel } from '../../../src/api/models/taxRate.ts';
import { useRead } from '../../shared/api/reads.ts';
import { PeriodBar } from '../../shared/periodBar.tsx';
import { periodIn, usualPeriods } from '../../shared/periods.ts';
import { Table } from '../../shared/table.tsx';
import { useToday } from '../../shared/useToday.ts';
import { routes } from '../routes.ts';
import { rateName } from '../settings/rateWords.ts';
import { useTitle } from '../useTitle.ts';
import { ReportsHeader } from './reportsHeader.tsx';

/** What the tax return asks for; the last quarter without a choice. */
export function TaxReportPage() {
  useTitle('Tax');
  const [address, setAddress] = useSearchParams();
  const today = useToday();
  const period = periodIn(address, usualPeriods(today)[0] ?? { from: today, until: today });
  const { from, until } = period;
  const wrong = until < from;
  const { data, error, refetch } = useRead<TaxReportModel>('/reports/tax', {
    query: { from, until },
    keep: true,
    enabled: !wrong,
  });
  return (
    <>
      <ReportsHeader
        current={routes.taxReport}
        more={
          <a href={`/api/v1/reports/tax/csv?${new URLSearchParams({ from, until })}`} download className={buttonLook()}>
            <Download aria-hidden size={14} /> CSV
          </a>
        }
      />
      <div className="flex min-w-0 flex-col gap-5">
        <PeriodBar
          period={period}
          today={today}
          onChange={(next) =>
            setAddress(new URLSearchParams({ from: next.from, until: next.until }), { replace: true })
          }
        />
        {error ? (
          <ErrorState error={error} doing="load the report" onRetry={() => void refetch()} />
        ) : data ? (
          <Currencies report={data} />
        ) : (
          !wrong && <Skeleton className="h-64" />
        )}
        <p className="max-w-2xl text-ink-3 text-sm">
          Invoices count on their issue date. Credit notes and voids are taken off on their own. Amounts are in the
          currency of the invoice.
        </p>
      </div>
    </>
  );
}

function Currencies({ report }: { report: TaxReportModel }) {
  const byCurrency = Map.groupBy(report.data, ({ currency }) => currency);
  if (byCurrency.size === 0)
    return (
      <EmptyState
        title="Nothing in this time"
        text="No invoice, credit note or void falls into it. Choose another period."
      />
    );
  return [...byCurrency].map(([currency, rows]) => <RateTable key={currency} currency={currency} rows={rows} />);
}

function RateTable({ currency, rows }: { currency: string; rows: TaxReportModel['data'] }) {
  const money = (amount: number) => <Money amount={amount} currency={currency} />;
  const sum = (of: (row: TaxReportModel['data'][number]) => number) =>
    money(rows.reduce((all, row) => all + of(row), 0));
  return (
    <Card title={currency} flush>
      <Table
        label={`Tax in ${currency}`}
        columns={[
          { id: 'rate', label: 'Rate' },
          { id: 'invoiced', label: 'Net invoiced', figure: true },
          { id: 'takenBack', label: 'Net taken back', figure: true },
          { id: 'net', label: 'Net', figure: true },
          { id: 'tax', label: 'Tax', figure: true, head: 'figure' },
          { id: 'documents', label: 'Documents', figure: true },
        ]}
        rows={[
          ...rows.map((row) => ({
            id: `${row.kind} ${row.percent} ${row.name}`,
            cells: {
              rate: row.kind === 'none' ? 'No tax' : rateName({ ...row, kind: row.kind }),
              invoiced: money(row.invoiced.taxable),
              takenBack: money(row.takenBack.taxable),
              net: money(row.taxable),
              tax: money(row.tax),
              documents: row.documents,
            },
          })),
          // A line may bear two rates, so their nets do not add up to sales; the tax does.
          { id: 'total', strong: true, cells: { rate: 'Tax in all', tax: sum(({ tax }) => tax) } },
        ]}
      />
    </Card>
  );
}
