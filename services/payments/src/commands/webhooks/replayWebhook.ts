import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { putBack } from '../../store/webhookEvents.ts';
import type { Line } from '../../webhooks/line.ts';

/** Puts a stored event back in line, whatever came of it before. Applying it twice does nothing. */
export function replayWebhook({ clock, wake }: Line) {
  return async ({ tx }: Context, { eventId }: { eventId: string }) => {
    const problem = await putBack(tx, eventId, clock.machine());
    if (problem === 'unknown') throw fault('notFound', 'event_not_found', 'There is no such event.');
    if (problem === 'gone')
      throw fault(
        'rejected',
        'payload_gone',
        'What this event held was kept long enough and deleted; it cannot be applied again.',
      );
    setImmediate(wake);
    return { eventId };
  };
}
