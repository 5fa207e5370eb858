import type { CommandHandler, Reaction } from '../handlers.ts';
import { clearAlarms } from '../ledger/alarms.ts';
import type { Outcome } from '../outcome.ts';
import type { Runtime } from '../runtime.ts';
import { existingOutcome, revealed } from './existing.ts';
import type { Incoming } from './incoming.ts';
import { settle } from './settle.ts';
import { runStepped } from './stepped.ts';
import { Claimed, transact } from './transact.ts';

/**
 * Does what a message asks, once, and says what PostgreSQL now has of it.
 * @throws when PostgreSQL cannot be asked.
 */
export async function runMessage(rt: Runtime, message: Incoming): Promise<Outcome> {
  const begun = rt.clock.elapsed_ms();
  const again = message.held !== undefined;
  const outcome = await attempt(rt, message);
  // Secrets are added last, with the message settled: asking for them may fail, and then the caller asks again.
  if (outcome.status === 'done' && message.waited) outcome.result = await revealed(rt, message, outcome.result);
  if (again && (outcome.status === 'done' || outcome.status === 'rejected')) await clearAlarms(rt, message.key);
  rt.log.debug(
    {
      handler: message.key.handler,
      message: message.key.messageId,
      status: outcome.status,
      trace: message.trace.traceId,
      span: message.trace.spanId,
      parent: message.trace.parentId,
      took_ms: Math.round((rt.clock.elapsed_ms() - begun) * 100) / 100,
    },
    'handled',
  );
  return outcome;
}

async function attempt(rt: Runtime, message: Incoming): Promise<Outcome> {
  const { handler } = message;
  try {
    return handler.kind === 'stepped' ? await runStepped(rt, message, handler) : await runSimple(rt, message, handler);
  } catch (error) {
    if (error instanceof Claimed) return (await existingOutcome(rt, message)) ?? { status: 'running' };
    return settle(rt, message, error);
  }
}

async function runSimple(rt: Runtime, message: Incoming, handler: CommandHandler | Reaction): Promise<Outcome> {
  const result = await transact(rt, message, async (ctx) => {
    const value = await handler.run(ctx, message.envelope.payload);
    const kept = handler.kind === 'command' ? handler.spec.output.parse(value) : undefined;
    return { value: kept, end: { state: { status: 'done' }, result: kept } };
  });
  return { status: 'done', result };
}
