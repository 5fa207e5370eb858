import { EventSide } from '../../operations/webhooks/eventSide.ts';
import { WebhookEventPage } from '../../operations/webhooks/webhookEventPage.tsx';
import { WebhookEventsList } from '../../operations/webhooks/webhookEventsList.tsx';
import { UnknownAccounts } from './unknownAccounts.tsx';

/** For whoever runs the installation: what came to the platform's own endpoints and is no tenant's, or not yet. */
export function PlatformEvents() {
  return (
    <EventSide value="platform">
      <div className="flex min-w-0 flex-col gap-6">
        <UnknownAccounts />
        <section aria-labelledby="platform-events" className="flex min-w-0 flex-col gap-3">
          <h2 id="platform-events" className="font-semibold text-base">
            Events at the platform’s endpoints
          </h2>
          <WebhookEventsList />
        </section>
      </div>
    </EventSide>
  );
}

export function PlatformEventPage({ eventId }: { eventId: string }) {
  return (
    <EventSide value="platform">
      <WebhookEventPage eventId={eventId} />
    </EventSide>
  );
}
