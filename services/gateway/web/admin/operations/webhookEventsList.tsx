import { Button, Card, CopyText, EmptyState, ErrorState, Field, RelativeTime, Select, StatusBadge } from '@purser/ui';
import { Webhook } from 'lucide-react';
import { useSearchParams } from 'wouter';
import type { WebhookEventModel } from '../../../src/api/models/webhookEvent.ts';
import { useChange } from '../../shared/api/changes.ts';
import { useRead } from '../../shared/api/reads.ts';
import { sayFailure, sayOutcome } from '../forms/saidOutcome.ts';
import { useCan } from '../session/useSession.ts';
import { ListSkeleton } from './commandsList.tsx';
import { Turner, useTrail } from './turner.tsx';

const statuses: Record<WebhookEventModel['status'], string> = {
  received: 'Received',
  processed: 'Processed',
  superseded: 'Superseded',
  ignored: 'Ignored',
  unmatched: 'Unmatched',
  failed: 'Failed',
};
const options = Object.entries(statuses).map(([value, label]) => ({ value, label }));

/** What Stripe told us, and what became of it. What failed may be applied again. */
export function WebhookEventsList() {
  const [address, setAddress] = useSearchParams();
  const status = address.get('status') ?? '';
  const trail = useTrail(status);
  const query = { status: status || undefined, after: trail.cursor, limit: 25 };
  const { data, error, isPlaceholderData, refetch } = useRead<{ data: WebhookEventModel[]; next: string | null }>(
    '/webhook-events',
    { query, keep: true },
  );
  return (
    <div className="flex flex-col gap-4">
      <Field label="Status" className="max-w-60">
        <Select
          placeholder="Any status"
          value={status}
          options={options}
          onValueChange={(value) => setAddress(value ? { status: value } : {})}
        />
      </Field>
      {data ? (
        data.data.length === 0 ? (
          <EmptyState
            icon={<Webhook size={18} />}
            title={status ? 'Nothing here' : 'No events yet'}
            text={
              status
                ? 'No event is in this state now.'
                : 'Each event that Stripe sends appears here, with what became of it.'
            }
          />
        ) : (
          <>
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

function EventRow({ event: { id, type, objectId, status, problem, receivedAt } }: { event: WebhookEventModel }) {
  const mayBill = useCan('bill');
  const replay = useChange<void>(
    () => ({ method: 'POST', path: `/webhook-events/${encodeURIComponent(id)}/replay`, intent: `replay ${id}` }),
    () => ['/webhook-events', '/dashboard'],
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
        <span className="block break-words font-medium">{type}</span>
        <span className="flex flex-wrap gap-x-4 text-ink-3">
          <CopyText text={id} label="the event’s id" />
          <CopyText text={objectId} label="the object’s id" />
        </span>
        {problem && <span className="block break-words text-red text-xs">{problem}</span>}
      </span>
      <span className="flex shrink-0 items-center gap-3">
        <StatusBadge status={status} />
        <RelativeTime at={receivedAt} className="text-ink-3 text-xs sm:w-24 sm:text-right" />
        {mayBill && (status === 'failed' || status === 'unmatched') && (
          <Button size="small" busy={replay.busy} onClick={() => void run()}>
            Replay<span className="sr-only"> {type}</span>
          </Button>
        )}
      </span>
    </li>
  );
}
