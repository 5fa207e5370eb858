import { Button, ConfirmDialog } from '@purser/ui';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useChange } from '../../../shared/api/changes.ts';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import type { EventFilter } from './eventFilters.tsx';
import { useEventSide } from './eventSide.ts';
import { touched } from './eventWords.ts';

/** Applies all again that the filter finds, once what it finds is shown. */
export function ReplayAll({ filter, shown }: { filter: EventFilter; shown: boolean }) {
  const { root, mayReplay } = useEventSide();
  const [asking, setAsking] = useState(false);
  const start = useChange<EventFilter, { total: number }>(
    (body) => ({ method: 'POST', path: `${root}/webhook-replays`, body, intent: 'replay events' }),
    touched,
  );
  if (!mayReplay) return null;
  return (
    <div className="flex justify-end">
      <Button size="small" icon={<RotateCw aria-hidden size={14} />} disabled={!shown} onClick={() => setAsking(true)}>
        Replay all of these
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        verb="Replay"
        object="all events that this filter finds"
        consequence="Each is applied again, the oldest first, ten thousand at most. What was applied before changes nothing. You may leave this page meanwhile."
        onConfirm={async () => {
          const outcome = await start.run(filter);
          const total = outcome.kind === 'done' ? outcome.body.total : undefined;
          sayOutcome(
            outcome,
            total === undefined ? 'The events are applied again.' : `${total} events are applied again.`,
          );
        }}
      />
    </div>
  );
}
