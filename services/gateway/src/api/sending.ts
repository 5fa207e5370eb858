import type { Command } from '@purser/message';
import type { z } from 'zod';
import { type RequestIds, requestIds, send, type Voice } from '../commands/send.ts';
import type { Gateway } from '../gateway.ts';
import type { Customer, Staff } from '../identity/who.ts';
import type { AcceptedModel } from './models/common.ts';
import { type Answer, type Call, ok } from './operation.ts';

/** What a call asks of a command, and how its result is shown. */
type Source<C, Asked, Made, View> = {
  /** What must be so before anything is sent, and before the key counts as used. @throws Fault */
  before?: (call: C) => Promise<unknown>;
  /** In whose name it goes, where that is not the caller. */
  voice?: (call: C) => Voice | Promise<Voice>;
  /** What is asked. What is made by it has `madeId`, the same at each repeat under the same key. */
  ask: (call: C, ids: RequestIds) => Asked | Promise<Asked>;
  /** The answer once it is done; null where there is nothing to say. */
  view: (made: Made, call: C) => View | Promise<View>;
};

/** The run of an operation that sends one command. It is documented as one that may be accepted and done later. */
type Sending<C, View> = {
  (call: C): Promise<Answer<View | AcceptedModel>>;
  later: true;
};

/**
 * Sends a command, and answers with what came of it; or with 202 and where to look.
 * @example forStaff({ method: 'post', … }, sending(g, invoicing.reopenInvoice, { ask: invoiceOf, view: reread(g) }))
 */
export function sending<W extends Staff | Customer, P, Q, B, K extends Command, View>(
  g: Gateway,
  command: K | ((call: Call<W, P, Q, B>) => K),
  { before, voice, ask, view }: Source<Call<W, P, Q, B>, z.input<K['input']>, z.output<K['output']>, View>,
): Sending<Call<W, P, Q, B>, View> {
  const run = async (call: Call<W, P, Q, B>): Promise<Answer<View | AcceptedModel>> => {
    await before?.(call);
    const asking = voice ? { ...call, voice: await voice(call) } : call;
    const ids = await requestIds(g, call);
    const spec = typeof command === 'function' ? command(call) : command;
    const sent = await send(g, asking, spec, await ask(call, ids), ids);
    if ('accepted' in sent) {
      const { accepted } = sent;
      return { status: 202, body: accepted, headers: { location: accepted.location, 'retry-after': '1' } };
    }
    return ok(await view(sent.done, call), sent.replayed ? { 'idempotent-replayed': 'true' } : undefined);
  };
  return Object.assign(run, { later: true as const });
}
