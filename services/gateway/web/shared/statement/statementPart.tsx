import { buttonLook, ErrorState, Field, Select, Skeleton } from '@purser/ui';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'wouter';
import type { StatementModel } from '../../../src/api/models/receivables.ts';
import { useRead } from '../api/reads.ts';
import { PeriodBar } from '../periodBar.tsx';
import { periodIn, usualPeriods } from '../periods.ts';
import { useToday } from '../useToday.ts';
import { StatementView } from './statementView.tsx';

type Props = {
  /** Of the API, after `/api/v1`. */
  path: string;
  invoiceAt: (invoiceId: string) => string;
  mine: boolean;
  /** What else can be done with the statement of these days. */
  action?: (query: { from: string; until: string; currency?: string }) => ReactNode;
};

/** A statement with its period and currency, which stand in the address; as a page, as PDF and as CSV. */
export function StatementPart({ path, invoiceAt, mine, action }: Props) {
  const [address, setAddress] = useSearchParams();
  const today = useToday();
  const quarter = usualPeriods(today)[0] ?? { from: today, until: today };
  const period = periodIn(address, { from: quarter.from, until: today });
  const currency = address.get('currency') ?? undefined;
  const wrong = period.until < period.from;
  const query = { from: period.from, until: period.until, ...(currency && { currency }) };
  const { data, error, refetch } = useRead<StatementModel>(path, { query, keep: true, enabled: !wrong });
  const set = (part: Partial<typeof query>) =>
    setAddress(new URLSearchParams({ ...query, ...part }), { replace: true });
  const file = (way: 'pdf' | 'csv') => `/api/v1${path}/${way}?${new URLSearchParams(query)}`;
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="flex flex-wrap items-end gap-3">
          <PeriodBar period={period} today={today} onChange={set} />
          {data && data.currencies.length > 1 && (
            <Field label="Currency" className="w-28">
              <Select
                value={data.currency}
                options={data.currencies.map((code) => ({ value: code, label: code }))}
                onValueChange={(code) => set({ currency: code })}
              />
            </Field>
          )}
        </div>
        {!wrong && (
          <div className="flex flex-wrap gap-2">
            <a href={file('pdf')} target="_blank" rel="noreferrer" className={buttonLook()}>
              <Download aria-hidden size={14} /> PDF
            </a>
            <a href={file('csv')} download className={buttonLook()}>
              <Download aria-hidden size={14} /> CSV
            </a>
            {action?.(query)}
          </div>
        )}
      </div>
      {error ? (
        <ErrorState error={error} doing="load the statement" onRetry={() => void refetch()} />
      ) : data ? (
        <StatementView statement={data} invoiceAt={invoiceAt} mine={mine} />
      ) : (
        !wrong && <Skeleton className="h-80" />
      )}
    </div>
  );
}
