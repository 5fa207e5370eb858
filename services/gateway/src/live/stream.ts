import type { LiveEventModel } from '../api/models/live.ts';
import type { Happening } from './happening.ts';
import type { LiveHub } from './hub.ts';

export type StreamOptions = {
  hub: LiveHub;
  session: string;
  /** Who reads, in whichever session. */
  person: string;
  tenant: string;
  /** What the reader is told of it; undefined when it is none of theirs. */
  view: (happening: Happening) => Promise<LiveEventModel | undefined> | LiveEventModel | undefined;
  /** Whether the reader's session still stands. */
  alive: () => Promise<boolean>;
  headers: Record<string, string>;
  heartbeat_ms: number;
};

/** What a slow reader may have waiting; beyond it the stream is cut, and the page reads anew. */
const waitingMost = 100;

/** A stream of server-sent events that ends with the session. */
export function liveAnswer({ hub, view, alive, headers, heartbeat_ms, ...reader }: StreamOptions): Response {
  const encoder = new TextEncoder();
  let end = () => {};
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        let open = true;
        const write = (text: string) => {
          if (!open) return;
          if ((controller.desiredSize ?? 0) <= 0) return end();
          controller.enqueue(encoder.encode(text));
        };
        const leave = hub.join({ ...reader, hear: (happening) => void tell(happening), end: () => end() });
        const tell = async (happening: Happening) => {
          const event = await Promise.resolve(view(happening)).catch(() => undefined);
          if (event) write(`id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
        };
        const beat = setInterval(async () => {
          const stands = await alive().catch(() => false);
          if (stands) write(': still here\n\n');
          else end();
        }, heartbeat_ms);
        end = () => {
          if (!open) return;
          open = false;
          clearInterval(beat);
          leave();
          controller.close();
        };
        write('retry: 2000\n\n');
      },
      cancel: () => end(),
    },
    new CountQueuingStrategy({ highWaterMark: waitingMost }),
  );
  return new Response(stream, {
    status: 200,
    headers: {
      ...headers,
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  });
}
