import { BarChart } from '../charts/barChart.tsx';
import { LineChart } from '../charts/lineChart.tsx';
import { Ring } from '../charts/ring.tsx';
import { BentoCell, BentoGrid } from '../display/bento.tsx';
import { moneyText } from '../display/money.tsx';
import { PageHeader } from '../display/pageHeader.tsx';
import { RelativeTime } from '../display/relativeTime.tsx';
import { StatusBadge } from '../display/statusBadge.tsx';
import { EmptyState } from '../feedback/emptyState.tsx';
import { Link } from '../link.tsx';
import { Shell } from './shellPart.fixture.tsx';

const months = ['Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar'];
const invoiced = [
  4_120_000, 4_430_050, 3_980_000, 5_210_000, 4_870_000, 5_640_000, 6_010_000, 5_880_000, 6_420_000, 6_910_000,
  7_040_000, 7_520_000,
];
const collected = invoiced.map((each, at) => Math.round(each * (0.82 + (at % 4) * 0.04)));
const money = (value: number) => moneyText(value, 'GBP', 'en-GB');
const short = (value: number) => `£${(value / 100_000).toFixed(0)}k`;

export function FiguresPart() {
  return (
    <Shell current="/">
      <PageHeader title="Dashboard" />
      <BentoGrid>
        <BentoCell
          width={8}
          title="Revenue"
          aside={
            <Link href="/reports" className="text-brand-text text-xs">
              All months
            </Link>
          }
        >
          <BarChart
            label="Revenue by month"
            labels={months}
            series={[
              { id: 'invoiced', label: 'Invoiced', values: invoiced },
              { id: 'collected', label: 'Collected', values: collected },
            ]}
            format={money}
            formatShort={short}
          />
        </BentoCell>
        <BentoCell width={4} title="This month">
          <div className="grid grid-cols-3 gap-2">
            <Ring part={0.82} label="Collected" hint="£61,664 of £75,200" tone="success" />
            <Ring part={0.11} label="Overdue" hint="7 invoices" tone="danger" />
            <Ring part={0.46} label="Autopay" hint="31 of 67" />
          </div>
        </BentoCell>
        <BentoCell width={6} title="Recurring revenue">
          <LineChart
            label="Recurring revenue by month"
            labels={months}
            series={[
              { id: 'this', label: 'This year', values: invoiced.map((each) => each - 2_000_000) },
              { id: 'last', label: 'Year before', values: invoiced.map((each) => each - 2_600_000) },
            ]}
            format={money}
            formatShort={short}
          />
        </BentoCell>
        <BentoCell width={6} title="Attention" flush>
          <ul>
            {['INV-00042', 'INV-00031', 'INV-00029'].map((number, at) => (
              <li key={number} className="flex items-center gap-3 border-line border-t px-5 py-2.5">
                <StatusBadge status={at === 0 ? 'failed' : 'overdue'} />
                <Link href={`/invoices/${number}`} className="min-w-0 flex-1 truncate font-medium">
                  {number} Northwind Traders Ltd
                </Link>
                <RelativeTime at="2026-03-14T09:00:00Z" className="shrink-0 text-ink-3 text-xs" />
              </li>
            ))}
          </ul>
        </BentoCell>
        <BentoCell width={12} title="Payments">
          <EmptyState title="No payments today" text="They appear here as they come in." />
        </BentoCell>
      </BentoGrid>
    </Shell>
  );
}
