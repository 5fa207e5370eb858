import { Card, Notice } from '@purser/ui';
import type { WholeWebhookEventModel } from '../../../../src/api/models/webhookEvent.ts';
import { useEventSide } from './eventSide.ts';

/** What the event holds, as Stripe sent it. */
export function Payload({ event: { payload, veiled } }: { event: WholeWebhookEventModel }) {
  const { isPlatform } = useEventSide();
  const why = isPlatform ? 'they may be customers of a tenant.' : 'your role does not see it.';
  return (
    <Card title="Payload">
      {payload === null ? (
        <p className="text-ink-3">It was kept as long as set, and is deleted. Stripe’s own log may still have it.</p>
      ) : (
        <div className="flex flex-col gap-3">
          {veiled && <Notice>What tells of people is hidden: {why}</Notice>}
          {/* What can be scrolled must be reached by the keyboard. */}
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: as said
            tabIndex={0}
            aria-label="Payload"
            className="max-h-[40rem] overflow-auto rounded-md bg-sunken p-3"
          >
            <pre className="font-mono text-xs leading-5">{JSON.stringify(payload, null, 2)}</pre>
          </section>
        </div>
      )}
    </Card>
  );
}
