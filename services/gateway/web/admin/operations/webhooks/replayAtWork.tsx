import { Card, Progress } from '@purser/ui';
import type { WebhookReplayModel } from '../../../../src/api/models/webhookEvent.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { useEventSide } from './eventSide.ts';

const SOON_MS = 2_000;
/** What ended is shown for so long: whoever began it may come back to see. */
const SHOWN_MS = 3_600_000;

/** The last replay, while it is under way and a while after. */
export function ReplayAtWork() {
  const { root } = useEventSide();
  const { data, dataUpdatedAt } = useRead<{ data: WebhookReplayModel[] }>(`${root}/webhook-replays`, {
    query: { limit: 1 },
    refetchEvery_ms: (known) => (known?.data[0]?.state === 'running' ? SOON_MS : false),
  });
  const replay = data?.data[0];
  if (!replay || replay.total === 0) return null;
  const { state, total, applied, failed, endedAt } = replay;
  if (state === 'done' && endedAt && dataUpdatedAt - Date.parse(endedAt) > SHOWN_MS) return null;
  return (
    <Card>
      <Progress
        label={state === 'running' ? `Replaying ${total} events` : `${total} events were replayed`}
        done={applied + failed}
        total={total}
        failed={failed}
      />
    </Card>
  );
}
