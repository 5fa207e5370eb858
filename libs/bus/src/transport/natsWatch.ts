import type { NatsLine } from './natsConnection.ts';
import type { Subscription } from './transport.ts';

/** A plain subscription: what a stream stores passes by here too. */
export async function watchNats(
  { nc, note }: Pick<NatsLine, 'nc' | 'note'>,
  subject: string,
  show: (data: Uint8Array) => void,
): Promise<Subscription> {
  const sub = nc.subscribe(subject, {
    callback: (error, msg) => {
      if (error) note('subscription error', { subject, error: error.message });
      else show(msg.data);
    },
  });
  await nc.flush();
  return {
    close: async () => {
      if (!nc.isClosed()) sub.unsubscribe();
    },
  };
}
