import { Card, ErrorState, Link, Tabs } from '@purser/ui';
import { CircleAlert, CircleCheck, CircleDashed, CircleSlash } from 'lucide-react';
import { useState } from 'react';
import type { RunItemModel, RunModel } from '../../../src/api/models/run.ts';
import { useRead } from '../../shared/api/reads.ts';
import { ListSkeleton } from '../operations/commandsList.tsx';
import { Turner, useTrail } from '../operations/turner.tsx';
import { routes } from '../routes.ts';

type Page = { data: RunItemModel[]; next: string | null };

/** What came of each invoice. Those that could not be done are what somebody came for, once there are some. */
export function RunItems({ run }: { run: RunModel }) {
  const [active, setActive] = useState('');
  const shown = active || (run.refused > 0 ? 'refused' : 'all');
  const tabs = [
    { id: 'all', label: 'All', count: run.total },
    { id: 'refused', label: 'Could not be done', count: run.refused },
    { id: 'done', label: 'Done', count: run.done },
  ];
  return (
    <Tabs
      label="Results"
      active={shown}
      onActiveChange={setActive}
      tabs={tabs.map((tab) => ({
        ...tab,
        content: <List key={tab.id} run={run} result={tab.id === 'all' ? undefined : tab.id} />,
      }))}
    />
  );
}

function List({ run, result }: { run: RunModel; result: string | undefined }) {
  const trail = useTrail(`${run.id} ${result ?? ''}`);
  const query = { result, after: trail.cursor, limit: 50 };
  const { data, error, refetch } = useRead<Page>(`/invoice-runs/${run.id}/items`, { query, keep: true });
  if (error && !data) return <ErrorState error={error} doing="load the results" onRetry={() => void refetch()} />;
  if (!data) return <ListSkeleton />;
  if (data.data.length === 0) return <p className="text-ink-3 text-sm">None.</p>;
  return (
    <div className="flex flex-col gap-4">
      <Card flush>
        <ul>
          {data.data.map((item) => (
            <Row key={item.position} item={item} kind={run.kind} />
          ))}
        </ul>
      </Card>
      <Turner trail={trail} next={data.next} />
    </div>
  );
}

function Row({ item, kind }: { item: RunItemModel; kind: RunModel['kind'] }) {
  const { invoiceId, number, customer } = item;
  const { icon, text } = told(item, kind);
  const name = number ?? 'Draft';
  return (
    <li className="flex gap-3 border-line border-b px-4 py-2.5 last:border-b-0 sm:px-5">
      <span aria-hidden className="pt-0.5">
        {icon}
      </span>
      <span className="flex min-w-0 flex-1 flex-wrap justify-between gap-x-6 gap-y-0.5">
        <span className="min-w-0 break-words">
          {customer ? (
            <Link href={routes.invoice(invoiceId)} className="font-medium hover:underline">
              {name}
            </Link>
          ) : (
            <span className="font-medium">Invoice</span>
          )}
          {customer?.name && <span className="text-ink-2"> · {customer.name}</span>}
        </span>
        <span className="min-w-0 break-words text-ink-2 text-sm">{text}</span>
      </span>
    </li>
  );
}

const doneWords = { issue: 'Issued', send: 'On its way', void: 'Void' } as const;

function told({ result, problem }: RunItemModel, kind: RunModel['kind']) {
  switch (result) {
    case 'done':
      return { icon: <CircleCheck size={16} className="text-green" />, text: doneWords[kind] };
    case 'refused':
      return { icon: <CircleAlert size={16} className="text-red" />, text: problem?.text ?? 'It could not be done.' };
    case 'cancelled':
      return { icon: <CircleSlash size={16} className="text-ink-3" />, text: 'Not begun; as it was' };
    default:
      return { icon: <CircleDashed size={16} className="text-ink-3" />, text: 'Waiting' };
  }
}
