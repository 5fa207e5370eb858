import { Button, Card, DateText, FactList, Notice, PageHeader, Progress } from '@purser/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RunModel } from '../../../src/api/models/run.ts';
import { useChange } from '../../shared/api/changes.ts';
import { readAgain, useRead } from '../../shared/api/reads.ts';
import { Awaited } from '../awaited.tsx';
import { sayOutcome } from '../forms/saidOutcome.ts';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { RunItems } from './runItems.tsx';
import { isOver, runSummary, runTitle } from './runWords.ts';

const SOON_MS = 1_000;

/** One run: how far it came, and what came of each invoice. It goes on whether somebody looks or not. */
export function RunPage({ runId }: { runId: string }) {
  const { data, error, refetch } = useRead<RunModel>(`/invoice-runs/${runId}`, {
    refetchEvery_ms: (known) => (known && isOver(known) ? false : SOON_MS),
  });
  useTitle(data ? runTitle(data) : 'Run');
  if (data) return <Loaded run={data} />;
  return (
    <Awaited
      error={error}
      doing="load the run"
      onRetry={() => void refetch()}
      all={{ href: routes.runs, label: 'All runs' }}
      sizes={['h-7 w-64', 'h-56']}
    />
  );
}

function Loaded({ run }: { run: RunModel }) {
  const mayBill = useCan('bill');
  const over = isOver(run);
  useFreshItems(run);
  return (
    <>
      <PageHeader
        back={{ href: routes.runs, label: 'Runs' }}
        title={runTitle(run)}
        status={run.state}
        action={!over && mayBill && <Cancel run={run} />}
      />
      <div className="flex flex-col gap-5">
        {run.state === 'queued' && (
          <Notice tone="info" title="It waits for the run before it.">
            Runs are done one after the other, in the order they were begun.
          </Notice>
        )}
        {run.state === 'stalled' && (
          <Notice tone="danger" title="This run came to a stop." action={mayBill && <Resume run={run} />}>
            {run.problem} It was tried several times. What is done stays done, and nothing is done twice when it goes
            on.
          </Notice>
        )}
        <Card>
          <div className="flex flex-col gap-4">
            <Progress label={runSummary(run)} done={run.done + run.refused} total={run.total} failed={run.refused} />
            {!over && run.state !== 'stalled' && (
              <p className="text-ink-3 text-sm">You may leave this page. It goes on, and is found under Runs.</p>
            )}
            <FactList
              facts={[
                { label: 'Begun by', value: run.startedBy.name ?? 'Unknown' },
                { label: 'Begun', value: <DateText at={run.createdAt} /> },
                ...(run.endedAt ? [{ label: 'Ended', value: <DateText at={run.endedAt} /> }] : []),
              ]}
            />
          </div>
        </Card>
        <RunItems run={run} />
      </div>
    </>
  );
}

/** What is shown row by row keeps step with the counts. */
function useFreshItems({ id, done, refused, state }: RunModel): void {
  const queries = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: other counts are what this waits for
  useEffect(() => {
    void readAgain(queries, [`/invoice-runs/${id}/items`]);
    if (state === 'done' || state === 'cancelled') void readAgain(queries, ['/panels/invoices', '/dashboard']);
  }, [queries, id, done, refused, state]);
}

function Resume({ run }: { run: RunModel }) {
  const change = useChange<undefined, RunModel>(
    () => ({ method: 'POST', path: `/invoice-runs/${run.id}/resume`, intent: `resume ${run.id}` }),
    () => ['/invoice-runs', '/dashboard'],
  );
  const resume = async () => sayOutcome(await change.run(undefined), 'It goes on.');
  return (
    <Button onClick={() => void resume()} busy={change.busy}>
      Go on
    </Button>
  );
}

function Cancel({ run }: { run: RunModel }) {
  const change = useChange<undefined, RunModel>(
    () => ({ method: 'POST', path: `/invoice-runs/${run.id}/cancel`, intent: `cancel ${run.id}` }),
    () => ['/invoice-runs'],
  );
  const cancel = async () => sayOutcome(await change.run(undefined), 'Cancelled. What was not begun is as it was.');
  return (
    <Button onClick={() => void cancel()} busy={change.busy}>
      Cancel what is left
    </Button>
  );
}
