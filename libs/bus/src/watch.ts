import { type Event, eventSubject, fullName } from '@purser/message';
import { readEnvelope, readPayload } from './router/read.ts';
import type { Runtime } from './runtime.ts';
import type { Subscription } from './transport/transport.ts';

/** An event as it passed by. */
export type Watched = { name: string; tenant: string; id: string; at: Date; payload: unknown };

/**
 * Shows events as they pass by: at most once, none of the past, none of what was missed while the connection was lost. For pages that
 * move, never for effects; those are reactions.
 */
export async function watchEvents(
  rt: Runtime,
  specs: readonly Event[],
  show: (event: Watched) => void,
): Promise<Subscription> {
  const subscriptions = await Promise.all(
    specs.map((spec) =>
      rt.transport.watch(eventSubject(spec.service, spec.name), (data) => void pass(rt, spec, data, show)),
    ),
  );
  return { close: async () => void (await Promise.all(subscriptions.map((each) => each.close()))) };
}

async function pass(rt: Runtime, spec: Event, data: Uint8Array, show: (event: Watched) => void): Promise<void> {
  try {
    const envelope = readEnvelope(data, fullName(spec));
    const read = envelope && (await readPayload(rt, spec, envelope));
    if (read?.outcome !== 'ok') return;
    const { name, tenant, id, at } = read.envelope;
    show({ name, tenant, id, at: new Date(at), payload: read.input });
  } catch (error) {
    rt.log.warn({ event: fullName(spec), error: String(error) }, 'a watched event could not be shown');
  }
}
