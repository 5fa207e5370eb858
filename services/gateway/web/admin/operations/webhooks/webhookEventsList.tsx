import {
  Badge,
  Button,
  Card,
  CopyText,
  classes,
  EmptyState,
  ErrorState,
  Link,
  RelativeTime,
  StatusBadge,
} from '@purser/ui';
import { Webhook } from 'lucide-react';
import type { WebhookEventModel } from '../../../../src/api/models/webhookEvent.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { sayFailure, sayOutcome } from '../../forms/saidOutcome.ts';
import { ListSkeleton } from '../commandsList.tsx';
import { Turner, useTrail } from '../turner.tsx';
import { EventFilters, useEventFilter } from './eventFilters.tsx';
import { useEventSide } from './eventSide.ts';
import { problemWords, touched } from './eventWords.ts';
import { ReplayAll } from './replayAll.tsx';
import { ReplayAtWork } from './replayAtWork.tsx';

/** What Stripe told us, and what became of it. What failed may be applied again, one or all that a filter finds. */
export function WebhookEventsList() {
  const { filter, set, isFiltered } = useEventFilter();
  const { root } = useEventSide();
  const trail = useTrail(JSON.stringify(filter));
  const query = { ...filter, after: trail.cursor, limit: 25 };
  const { data, error, isPlaceholderData, refetch } = useRead<{ data: WebhookEventModel[]; next: string | null }>(
    `${root}/webhook-events`,
    { query, keep: true },
  );
  return (
    <div className="flex flex-col gap-4">
      <ReplayAtWork />
      <EventFilters filter={filter} onChange={set} />
      {data ? (
        data.data.length === 0 ? (
          <NoEvents isFiltered={isFiltered} />
        ) : (
          <>
            {isFiltered && <ReplayAll filter={filter} shown={!isPlaceholderData} />}
            <Card flush className={isPlaceholderData ? 'opacity-60' : undefined}>
              <ul>
                {data.data.map((event) => (
                  <EventRow key={event.id} event={event} />
                ))}
              </ul>
            </Card>
            <Turner trail={trail} next={data.next} />
          </>
        )
      ) : error ? (
        <ErrorState error={error} doing="load Stripe’s events" onRetry={() => void refetch()} />
      ) : (
        <ListSkeleton />
      )}
    </div>
  );
}

function NoEvents({ isFiltered }: { isFiltered: boolean }) {
  const { isPlatform } = useEventSide();
  const none = isPlatform
    ? 'What Stripe sends to the platform’s endpoints appears here when it is of no tenant that is known.'
    : 'Each event that Stripe sends appears here, with what became of it. Stripe is set up in Settings, Stripe.';
  return (
    <EmptyState
      icon={<Webhook size={18} />}
      title={isFiltered ? 'Nothing here' : 'No events yet'}
      text={isFiltered ? 'No event is like this now.' : none}
    />
  );
}

function EventRow({ event }: { event: WebhookEventModel }) {
  const { id, type, objectId, mode, status, problem, receivedAt } = event;
  const { root, hrefOf, mayReplay } = useEventSide();
  const replay = useChange<void>(
    () => ({ method: 'POST', path: `${root}/webhook-events/${encodeURIComponent(id)}/replay`, intent: `replay ${id}` }),
    touched,
  );
  const run = async () => {
    try {
      sayOutcome(await replay.run(), 'The event is applied again.');
    } catch (error) {
      sayFailure(error, 'apply the event again');
    }
  };
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1.5 border-line border-b px-4 py-2.5 last:border-b-0 sm:px-5">
      <span className="min-w-0 flex-1 basis-64">
        <Link href={hrefOf(id)} className="block break-words py-0.5 font-medium">
          {type}
        </Link>
        <span className="flex flex-wrap gap-x-4 text-ink-3">
          <CopyText text={id} label="the event’s id" />
          <CopyText text={objectId} label="the object’s id" />
        </span>
        {problem && (
          <span className={classes('block break-words text-xs', status === 'failed' ? 'text-red' : 'text-ink-3')}>
            {problemWords(problem)}
          </span>
        )}
      </span>
      <span className="flex shrink-0 items-center gap-3">
        {mode === 'test' && <Badge>Test</Badge>}
        <StatusBadge status={status} />
        <RelativeTime at={receivedAt} className="text-ink-3 text-xs sm:w-24 sm:text-right" />
        {mayReplay && (status === 'failed' || status === 'unmatched') && (
          <Button size="small" busy={replay.busy} onClick={() => void run()}>
            Replay<span className="sr-only"> {type}</span>
          </Button>
        )}
      </span>
    </li>
  );
}
