import {
  ButtonLink,
  Card,
  EmptyState,
  ErrorState,
  Link,
  PageHeader,
  Progress,
  RelativeTime,
  StatusBadge,
} from '@purser/ui';
import type { RunModel } from '../../../src/api/models/run.ts';
import { useRead } from '../../shared/api/reads.ts';
import { ListSkeleton } from '../operations/commandsList.tsx';
import { Turner, useTrail } from '../operations/turner.tsx';
import { routes } from '../routes.ts';
import { useTitle } from '../useTitle.ts';
import { isOver, runSummary, runTitle } from './runWords.ts';

const SOON_MS = 2_000;
type Page = { data: RunModel[]; next: string | null };

/** What was done to many invoices at once, the newest first; what is under way among it. */
export function RunsPage() {
  useTitle('Runs');
  const trail = useTrail('runs');
  const { data, error, refetch } = useRead<Page>('/invoice-runs', {
    query: { after: trail.cursor, limit: 25 },
    keep: true,
    refetchEvery_ms: (known) => (known?.data.some((run) => !isOver(run)) ? SOON_MS : false),
  });
  return (
    <>
      <PageHeader title="Runs" back={{ href: routes.invoices, label: 'Invoices' }} />
      {data ? (
        <div className="flex flex-col gap-4">
          <Runs runs={data.data} />
          <Turner trail={trail} next={data.next} />
        </div>
      ) : error ? (
        <ErrorState error={error} doing="load the runs" onRetry={() => void refetch()} />
      ) : (
        <ListSkeleton />
      )}
    </>
  );
}

function Runs({ runs }: { runs: readonly RunModel[] }) {
  if (runs.length === 0)
    return (
      <EmptyState
        title="No runs yet"
        text="When many invoices are issued, sent or voided at once, what came of each is kept here."
        action={<ButtonLink href={routes.invoices}>Go to the invoices</ButtonLink>}
      />
    );
  return (
    <Card flush>
      <ul>
        {runs.map((run) => (
          <li key={run.id} className="flex flex-col gap-2 border-line border-b px-4 py-3 last:border-b-0 sm:px-5">
            <span className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
              <Link href={routes.run(run.id)} className="font-medium hover:underline">
                {runTitle(run)}
              </Link>
              <span className="flex items-center gap-3">
                <StatusBadge status={run.state} />
                <RelativeTime at={run.createdAt} className="text-ink-3 text-xs sm:w-24 sm:text-right" />
              </span>
            </span>
            <span className="text-ink-3 text-xs">
              {runSummary(run)}
              {run.startedBy.name && ` Begun by ${run.startedBy.name}.`}
            </span>
            {!isOver(run) && (
              <Progress label="Progress" done={run.done + run.refused} total={run.total} failed={run.refused} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
