import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import type { z } from 'zod';
import { listEvents, type StoredEvent } from '../store/webhookEvents.ts';

type Input = z.output<typeof contract.listWebhookEvents.input>;

const eventJson = ({ receivedAt, ...event }: StoredEvent) => ({
  ...event,
  receivedAt: receivedAt.toISOString(),
});

/** Newest first; the cursor is the last event's id. */
export async function listWebhookEvents({ tx }: Pick<Context, 'tx'>, input: Input) {
  const found = await listEvents(tx, input);
  const page = found.slice(0, input.limit);
  return { events: page.map(eventJson), next: found.length > input.limit ? (page.at(-1)?.eventId ?? null) : null };
}
