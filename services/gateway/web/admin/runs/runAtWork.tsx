import { Link, Progress, StatusBadge } from '@purser/ui';
import type { RunModel } from '../../../src/api/models/run.ts';
import { useRead } from '../../shared/api/reads.ts';
import { routes } from '../routes.ts';
import { isOver, runTitle } from './runWords.ts';

const SOON_MS = 2_000;

/** A run that is under way, for whoever left its page; nothing where there is none. */
export function RunAtWork() {
  const { data } = useRead<{ data: RunModel[] }>('/invoice-runs', {
    query: { limit: 5 },
    refetchEvery_ms: (known) => (known?.data.some((run) => !isOver(run)) ? SOON_MS : false),
  });
  const run = data?.data.find(({ state }) => state === 'running' || state === 'stalled');
  if (!run) return null;
  return (
    <Link
      href={routes.run(run.id)}
      className="mb-5 block rounded-lg border border-line bg-surface p-4 no-underline hover:bg-hover"
    >
      {run.state === 'stalled' && <StatusBadge status={run.state} />}
      <Progress label={runTitle(run)} done={run.done + run.refused} total={run.total} failed={run.refused} />
    </Link>
  );
}
