import type { Clock } from '@purser/clock';
import { type Command, type Query, querySubject } from '@purser/message';
import type { WireSealer } from '@purser/vault';
import type { z } from 'zod';
import { wireText } from '../codec.ts';
import { type Outcome, resultOf } from '../outcome.ts';
import type { Transport } from '../transport/transport.ts';
import type { Caller } from './caller.ts';
import { envelopeOf } from './envelope.ts';
import { decodeOutcome } from './reply.ts';
import { directSubject } from './subjects.ts';

export type Client = {
  /**
   * Sends a command and waits for what PostgreSQL has of it.
   * @throws Fault unavailable when no answer came, limited when there is too much: repeat with the same id or key.
   */
  send<C extends Command>(spec: C, payload: z.input<C['input']>, caller: Caller): Promise<Outcome>;
  /** `send`, for the result. @throws Fault when it was refused or is not finished. */
  command<C extends Command>(spec: C, payload: z.input<C['input']>, caller: Caller): Promise<z.output<C['output']>>;
  /** @throws Fault */
  query<Q extends Query>(spec: Q, payload: z.input<Q['input']>, caller: Caller): Promise<z.output<Q['output']>>;
};

type Parts = { service: string; transport: Transport; wire: WireSealer; clock: Clock; reply_ms: number };

/** How a service, or the gateway for its people, speaks to the others. */
export function createClient({ service, transport, wire, clock, reply_ms }: Parts): Client {
  const ask = async (spec: Command | Query, subject: string, payload: unknown, caller: Caller): Promise<Outcome> => {
    const envelope = envelopeOf(clock, spec, payload, caller);
    const data = new TextEncoder().encode(wireText(wire, spec, envelope));
    const bytes = await transport.request(subject, data, { timeout_ms: caller.timeout_ms ?? reply_ms });
    return decodeOutcome(wire, spec, caller.tenant, envelope.id, bytes);
  };
  const send = (spec: Command, payload: unknown, caller: Caller) =>
    ask(spec, directSubject(spec.service, spec.name, service), payload, caller);
  return {
    send,
    command: async (spec, payload, caller) => spec.output.parse(resultOf(await send(spec, payload, caller))) as never,
    query: async (spec, payload, caller) =>
      spec.output.parse(
        resultOf(await ask(spec, querySubject(spec.service, spec.name, service), payload, caller)),
      ) as never,
  };
}
