import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { WireAnswer } from '../transport/wire.ts';
import type { Effect } from './rules.ts';

/** Breaks the connection as the rule says, with the true answer (if any) half sent or not at all. */
export async function breakConnection(
  outgoing: HttpBindings['outgoing'],
  effect: Effect,
  answer: WireAnswer | undefined,
): Promise<Response> {
  const socket = outgoing.socket;
  if (effect.kind === 'hold') await sleep(effect.ms, undefined, { ref: false });
  if (effect.kind === 'cut') {
    const body = answer?.body ?? JSON.stringify({ object: 'unfinished' });
    outgoing.writeHead(answer?.status ?? 200, {
      ...answer?.headers,
      'content-length': Buffer.byteLength(body),
    });
    await new Promise<void>((resolve) => outgoing.write(body.slice(0, Math.ceil(body.length / 2)), () => resolve()));
    socket?.destroy();
  } else {
    socket?.resetAndDestroy();
  }
  return RESPONSE_ALREADY_SENT;
}
