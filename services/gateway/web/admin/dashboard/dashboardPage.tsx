import { BentoGrid, ButtonLink, ErrorState, Notice, PageHeader, Skeleton } from '@purser/ui';
import { Plus } from 'lucide-react';
import type { DashboardModel } from '../../../src/api/models/dashboard.ts';
import { useRead } from '../../shared/api/reads.ts';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useFeed } from '../shell/liveFeed.tsx';
import { useTitle } from '../useTitle.ts';
import { AttentionCell } from './attentionCell.tsx';
import { CollectedCell } from './collectedCell.tsx';
import { FeedCells } from './feedCells.tsx';
import { FigureCells } from './figureCells.tsx';
import { FirstSteps } from './firstSteps.tsx';
import { RevenueCell } from './revenueCell.tsx';

/** How the business stands: what waits for a person first, then the figures, then what happens. */
export function DashboardPage() {
  useTitle('Dashboard');
  const { data, error, refetch } = useRead<DashboardModel>('/dashboard', { staleTime_ms: 60_000 });
  const mayBill = useCan('bill');
  return (
    <>
      <PageHeader
        title="Dashboard"
        more={<LiveSign />}
        action={
          mayBill && (
            <ButtonLink variant="primary" href={routes.newInvoice} icon={<Plus aria-hidden size={16} />}>
              New invoice
            </ButtonLink>
          )
        }
      />
      {data ? (
        <Loaded dashboard={data} />
      ) : error ? (
        <ErrorState error={error} doing="load the dashboard" onRetry={() => void refetch()} />
      ) : (
        <Waiting />
      )}
      <Announcement />
    </>
  );
}

function Loaded({ dashboard }: { dashboard: DashboardModel }) {
  const isNew = dashboard.recent.invoices.length === 0 && dashboard.currencies.length === 0;
  return (
    <div className="flex flex-col gap-4">
      {dashboard.missing.length > 0 && (
        <Notice tone="warning" title="Some figures are missing.">
          Just now {dashboard.missing.join(' and ')} did not answer. They appear when they do.
        </Notice>
      )}
      {isNew && !dashboard.missing.includes('invoicing') ? (
        <FirstSteps />
      ) : (
        <BentoGrid>
          {dashboard.attention.length > 0 && <AttentionCell items={dashboard.attention} />}
          <FigureCells dashboard={dashboard} />
          <RevenueCell dashboard={dashboard} />
          <CollectedCell dashboard={dashboard} />
          <FeedCells dashboard={dashboard} />
        </BentoGrid>
      )}
    </div>
  );
}

function LiveSign() {
  const { state } = useFeed();
  const open = state === 'open';
  return (
    <span className="inline-flex items-center gap-2 px-2 text-ink-3 text-xs">
      <span aria-hidden className={open ? 'size-2 rounded-full bg-green' : 'size-2 rounded-full border border-ink-3'} />
      {open ? 'Live' : 'Reconnecting…'}
    </span>
  );
}

/** What happens is told once, when the reader has time for it. */
function Announcement() {
  const { latest } = useFeed();
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {latest?.text}
    </p>
  );
}

function Waiting() {
  return (
    <div aria-busy className="grid gap-4 md:grid-cols-3">
      <p role="status" className="sr-only">
        Loading
      </p>
      {[0, 1, 2].map((at) => (
        <Skeleton key={at} className="h-28 rounded-lg" />
      ))}
      <Skeleton className="h-80 rounded-lg md:col-span-2" />
      <Skeleton className="h-80 rounded-lg" />
    </div>
  );
}
