import { createHash } from 'node:crypto';
import { fault } from '@purser/fault';
import { fullName } from '@purser/message';
import type { Ask } from '../handlers.ts';
import { resultOf } from '../outcome.ts';
import type { Incoming } from '../router/incoming.ts';
import type { Runtime } from '../runtime.ts';
import { createClient } from './client.ts';

/**
 * Lets a handler's gather ask other services. A command's id is derived from the message that leads to it, so that
 * gathering again after a crash asks for the same thing and counts once.
 */
export function askAs(rt: Runtime, { envelope, trace }: Incoming): Ask {
  const client = createClient({
    service: rt.service,
    transport: rt.transport,
    wire: rt.wire,
    clock: rt.clock,
    reply_ms: rt.tuning.reply_ms,
  });
  const caller = {
    tenant: envelope.tenant,
    actor: { kind: 'service' as const, name: rt.service },
    correlation: envelope.correlation,
    causation: envelope.id,
    trace,
  };
  return {
    command: async (spec, payload, options) => {
      const id = options?.id ?? derivedId(envelope.id, fullName(spec));
      const outcome = await client.send(spec, payload, { ...caller, id });
      // Ours, and not finished yet: asked again later it will be. To a person the same is a conflict, and final.
      if (outcome.status === 'running') throw fault('unavailable', 'pending', 'What this needs is not finished yet.');
      return spec.output.parse(resultOf(outcome)) as never;
    },
    query: (spec, payload) => client.query(spec, payload, caller),
  };
}

/** A UUID (version 8) that follows from another id and a name. */
export function derivedId(from: string, name: string): string {
  const hash = createHash('sha256').update(`${from} ${name}`).digest('hex');
  const variant = ((Number.parseInt(hash[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
