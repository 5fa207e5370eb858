import { Card, ErrorState, Notice, Skeleton, Timeline } from '@purser/ui';
import type { CustomerTimelineModel } from '../../../src/api/models/timeline.ts';
import { useRead } from '../../shared/api/reads.ts';
import { shown } from '../invoices/detail/invoiceTimeline.tsx';
import { Turner, useTrail } from '../operations/turner.tsx';

/** All that happened between us, the newest first, page by page. */
export function CustomerTimeline({ customerId }: { customerId: string }) {
  const trail = useTrail(customerId);
  const query = { after: trail.cursor, limit: 25 };
  const { data, error, refetch } = useRead<CustomerTimelineModel>(`/customers/${customerId}/timeline`, {
    query,
    keep: true,
  });
  if (error && !data) return <ErrorState error={error} doing="load the timeline" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-72" />;
  return (
    <div className="flex flex-col gap-4">
      {data.missing.length > 0 && (
        <Notice tone="warning" title="Part of the story is missing.">
          Just now {data.missing.join(' and ')} did not answer. Nothing is lost; it appears when they do.
        </Notice>
      )}
      <Card title="Timeline">
        <Timeline entries={data.data.map(shown)} emptyText="Nothing has happened yet." />
      </Card>
      <Turner trail={trail} next={data.next} />
    </div>
  );
}
