import { Badge, Button, Card, DateText, EmptyState, ErrorState, Menu, Skeleton, toast } from '@purser/ui';
import { ArrowLeftRight, MoreHorizontal, Plus, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ExchangeRateListModel, ExchangeRateModel } from '../../../../src/api/models/exchangeRate.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { useToday } from '../../../shared/useToday.ts';
import { readTable } from '../../customers/readTable.ts';
import { WhatWentWrong } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { useCan } from '../../session/useSession.ts';
import { ExchangeRateDialog, RemoveRateDialog, touched } from './exchangeRateDialogs.tsx';

const PAGE = 50;

/** What other currencies are worth in the tenant's own, for reports. */
export function ExchangeRatesPart() {
  // Where each page that was gone through begins.
  const [starts, setStarts] = useState<readonly string[]>([]);
  const query = { limit: PAGE, after: starts.at(-1) };
  const { data, error, refetch } = useRead<ExchangeRateListModel>('/exchange-rates', { query, keep: true });
  if (error && !data)
    return <ErrorState error={error} doing="load your exchange rates" onRetry={() => void refetch()} />;
  if (!data)
    return (
      <div aria-busy className="max-w-3xl">
        <Skeleton className="h-72" />
      </div>
    );
  const { next } = data;
  return (
    <Loaded
      list={data}
      {...(starts.length > 0 && { onPrevious: () => setStarts(starts.slice(0, -1)) })}
      {...(next !== null && { onNext: () => setStarts([...starts, next]) })}
    />
  );
}

type LoadedProps = { list: ExchangeRateListModel; onPrevious?: () => void; onNext?: () => void };

function Loaded({ list: { data, into }, onPrevious, onNext }: LoadedProps) {
  const mayBill = useCan('bill');
  const [task, setTask] = useState<'new' | ExchangeRateModel>();
  const [removing, setRemoving] = useState<ExchangeRateModel>();
  const upload = useUpload();
  const isEmpty = data.length === 0 && !onPrevious;
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <WhatWentWrong error={upload.error} doing="store the rates of this file" />
      <Card
        title="Exchange rates"
        aside={
          mayBill && (
            <span className="flex gap-2">
              <UploadButton busy={upload.busy} onFile={(file) => void upload.take(file)} />
              <Button size="small" icon={<Plus aria-hidden size={14} />} onClick={() => setTask('new')}>
                New rate
              </Button>
            </span>
          )
        }
        flush
      >
        <p className="px-4 pb-3 text-ink-3 text-sm sm:px-5">
          Reports add other currencies up in {into} by these: a month at the rate of its last day, the running month at
          today’s. A rate holds until the next one of its currency. Nothing is billed or booked by them. A CSV file has
          the columns currency, effectiveFrom (as in 2026-03-31) and rate.
        </p>
        {isEmpty ? (
          <div className="border-line border-t">
            <EmptyState
              icon={<ArrowLeftRight size={18} />}
              title="No rates yet"
              text={`Without them, reports show other currencies than ${into} each for itself.`}
            />
          </div>
        ) : (
          <ul className="border-line border-t">
            {data.map((rate) => (
              <RateRow
                key={`${rate.currency} ${rate.effectiveFrom}`}
                rate={rate}
                into={into}
                mayBill={mayBill}
                onChange={() => setTask(rate)}
                onRemove={() => setRemoving(rate)}
              />
            ))}
          </ul>
        )}
        {(onPrevious || onNext) && (
          <div className="flex justify-end gap-2 border-line border-t px-4 py-3 sm:px-5">
            <Button size="small" disabled={!onPrevious} onClick={onPrevious}>
              Previous
            </Button>
            <Button size="small" disabled={!onNext} onClick={onNext}>
              Next
            </Button>
          </div>
        )}
      </Card>
      {task && (
        <ExchangeRateDialog into={into} {...(task !== 'new' && { from: task })} onClose={() => setTask(undefined)} />
      )}
      {removing && <RemoveRateDialog rate={removing} onClose={() => setRemoving(undefined)} />}
    </div>
  );
}

type RowProps = {
  rate: ExchangeRateModel;
  into: string;
  mayBill: boolean;
  onChange: () => void;
  onRemove: () => void;
};

function RateRow({ rate: { currency, effectiveFrom, rate }, into, mayBill, onChange, onRemove }: RowProps) {
  const today = useToday();
  return (
    <li className="flex items-center justify-between gap-4 border-line border-b px-4 py-2.5 last:border-b-0 sm:px-5">
      <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <span className="figures font-medium">
          1 {currency} = {rate} {into}
        </span>
        {effectiveFrom > today && <Badge tone="info">To come</Badge>}
        <span className="text-ink-3 text-xs">
          from <DateText date={effectiveFrom} />
        </span>
      </span>
      {mayBill && (
        <Menu
          align="end"
          trigger={
            <Button
              size="small"
              variant="ghost"
              aria-label={`What to do with ${currency} from ${effectiveFrom}`}
              icon={<MoreHorizontal aria-hidden size={16} />}
            />
          }
          items={[
            { id: 'change', label: 'Change…', onSelect: onChange },
            { id: 'remove', label: 'Remove…', onSelect: onRemove, tone: 'danger' as const },
          ]}
        />
      )}
    </li>
  );
}

function UploadButton({ busy, onFile }: { busy: boolean; onFile: (file: File) => void }) {
  const chosen = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="small" icon={<Upload aria-hidden size={14} />} busy={busy} onClick={() => chosen.current?.click()}>
        From CSV
      </Button>
      <input
        ref={chosen}
        type="file"
        accept=".csv,.txt,.tsv,text/csv"
        aria-label="CSV file of rates"
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) onFile(file);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

/** Stores a file's rates, all or none. */
function useUpload() {
  const put = useChange<string, { set: number }>(
    (csv) => ({ method: 'PUT', path: '/exchange-rates/csv', body: { csv } }),
    touched,
  );
  const take = async (file: File) => {
    const table = await readTable(file);
    if (!table.ok) {
      toast(table.problem, { tone: 'danger' });
      return;
    }
    try {
      const outcome = await put.run(table.text);
      sayOutcome(outcome, 'The rates of the file are stored.');
    } catch {
      // Shown above the list, line by line.
    }
  };
  return { take, busy: put.busy, error: put.error };
}
