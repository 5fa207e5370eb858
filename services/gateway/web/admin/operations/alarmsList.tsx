import { Button, Card, EmptyState, ErrorState, Link, Notice, RelativeTime, toast } from '@purser/ui';
import { BellRing } from 'lucide-react';
import type { AlarmModel } from '../../../src/api/models/command.ts';
import { useRead } from '../../shared/api/reads.ts';
import { routes } from '../routes.ts';
import { ListSkeleton } from './commandsList.tsx';
import { handlerText } from './serviceNames.ts';
import { useRetry } from './useRetry.ts';

/** What a person must look at: the services gave up on it or wait too long. */
export function AlarmsList() {
  const { data, error, refetch } = useRead<{ data: AlarmModel[]; missing: string[] }>('/alarms', {
    refetchEvery_ms: 60_000,
  });
  const retry = useRetry();
  if (error && !data) return <ErrorState error={error} doing="load the alarms" onRetry={() => void refetch()} />;
  if (!data) return <ListSkeleton />;
  const run = (alarms: readonly AlarmModel[]) => {
    if (retry(alarms.map((alarm) => ({ ...alarm, status: 'failed' as const })))) return;
    toast('The work begun before has not ended yet. Nothing new was started.', { tone: 'danger' });
  };
  return (
    <div className="flex flex-col gap-4">
      {data.missing.length > 0 && (
        <Notice tone="warning" title="Some services did not answer.">
          Alarms of {data.missing.join(' and ')} are not listed just now.
        </Notice>
      )}
      {data.data.length === 0 ? (
        <EmptyState
          icon={<BellRing size={18} />}
          title="No alarms"
          text="When a service gives up on something, it says so here."
        />
      ) : (
        <Card
          flush
          title={`${data.data.length === 1 ? '1 alarm' : `${data.data.length} alarms`}`}
          aside={
            <Button size="small" onClick={() => run(data.data)}>
              Try all again
            </Button>
          }
        >
          <ul className="border-line border-t">
            {data.data.map((alarm) => (
              <li
                key={`${alarm.id} ${alarm.handler}`}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0 sm:px-5"
              >
                <span className="min-w-0 flex-1 basis-56">
                  <Link href={routes.command(alarm.id)} className="font-medium hover:underline">
                    {handlerText(alarm.handler)}
                  </Link>
                  <span className="block break-words text-ink-3 text-xs">
                    {alarm.service} · <RelativeTime at={alarm.raisedAt} />
                  </span>
                  <span className="block break-words text-red text-xs">{alarm.reason}</span>
                </span>
                <Button size="small" onClick={() => run([alarm])}>
                  Try again<span className="sr-only">: {handlerText(alarm.handler)}</span>
                </Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}
