import type { Msg } from '@nats-io/transport-node';
import { inboxOf } from '../client/subjects.ts';
import type { NatsLine } from './natsConnection.ts';
import { openWork } from './openWork.ts';
import type { Respond, Subscription } from './transport.ts';

/** Answers requests on a subject, one of all that do so under the same queue name. */
export async function respondNats(
  { nc, note }: Pick<NatsLine, 'nc' | 'note'>,
  { subject, queue, handle }: { subject: string; queue: string; handle: Respond },
): Promise<Subscription> {
  const open = openWork();
  const answer = async (msg: Msg) => {
    try {
      msg.respond(await handle(msg.data, msg.subject));
    } catch (error) {
      note('a request stays without an answer', { subject, error: String(error) });
    }
  };
  const sub = nc.subscribe(subject, {
    queue,
    callback: (error, msg) => {
      if (error) note('subscription error', { subject, error: error.message });
      else if (asksForItself(msg)) void open.add(answer(msg));
      else note('a request wants its answer sent elsewhere', { subject: msg.subject, reply: msg.reply ?? '' });
    },
  });
  await nc.flush();
  return {
    close: async () => {
      if (!nc.isClosed()) await sub.drain();
      await open.ended();
    },
  };
}

/**
 * Whether the answer goes to the sender's own inbox. NATS lets a request name any subject for its answer, and an answer may
 * go where the asker itself may not publish.
 */
function asksForItself({ subject, reply }: Msg): boolean {
  const sender = subject.slice(subject.lastIndexOf('.') + 1);
  return reply?.startsWith(`${inboxOf(sender)}.`) ?? false;
}
