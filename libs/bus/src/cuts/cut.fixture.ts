import type { Transport } from '../transport/transport.ts';

/** Where a process dies: each between two things that ought to happen together. */
export type Cut =
  | 'between commit and publish'
  | 'between publish and mark'
  | 'between effect and acknowledgement'
  | 'between commit and answer'
  | 'between plan and call'
  | 'between call and record';

/** Dies as a process does when the power goes: nothing is closed, nothing runs after it. */
export function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
}

/** The transport, but for the place at which the process dies. */
export function cutTransport(transport: Transport, cut: Cut | undefined): Transport {
  return {
    ...transport,
    publish: async (subject, data, options) => {
      if (cut === 'between commit and publish') await die();
      await transport.publish(subject, data, options);
      if (cut === 'between publish and mark') await die();
    },
    consume: (spec, handle) =>
      transport.consume(spec, (delivery) =>
        handle(cut === 'between effect and acknowledgement' ? { ...delivery, ack: () => void die() } : delivery),
      ),
    respond: (subject, queue, handle) =>
      transport.respond(subject, queue, async (data, on) => {
        const answer = await handle(data, on);
        return cut === 'between commit and answer' ? die() : answer;
      }),
  };
}
