import type { Fault } from '@purser/fault';
import type { Runtime } from '../runtime.ts';
import type { Incoming } from './incoming.ts';
import { Claimed, transact } from './transact.ts';

/**
 * Lets a stepped command say in its own tables that it was given up. The row stays as it is and is failed after it, with its alarm: who
 * dies in between is taken over when the lease ends. What goes wrong in it holds up no alarm.
 */
export async function giveUp(rt: Runtime, message: Incoming, problem: Fault): Promise<void> {
  const { handler, held, key } = message;
  if (handler.kind !== 'stepped' || !handler.work.gaveUp || !held) return;
  const { gaveUp } = handler.work;
  const { token, step, plan } = held;
  const nextAt = new Date(rt.clock.machine().getTime() + rt.tuning.lease_ms);
  const state = { status: 'running' as const, token, nextAt, ...(step && { step }), ...(plan && { plan }) };
  try {
    await transact(rt, message, async (ctx) => ({
      value: await gaveUp(ctx, message.envelope.payload, problem),
      end: { state },
    }));
  } catch (error) {
    if (error instanceof Claimed) return;
    rt.log.error({ handler: key.handler, message: key.messageId, error: String(error) }, 'giving up went wrong');
  }
}
