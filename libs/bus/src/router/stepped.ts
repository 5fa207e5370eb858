import { randomUUID } from 'node:crypto';
import { fault, toWire } from '@purser/fault';
import { askAs } from '../client/ask.ts';
import type { Context, Next, SteppedHandler } from '../handlers.ts';
import type { Outcome } from '../outcome.ts';
import type { Runtime } from '../runtime.ts';
import { existingOutcome } from './existing.ts';
import type { Incoming } from './incoming.ts';
import { unfinished } from './settle.ts';
import { Claimed, type End, factsOf, transact } from './transact.ts';

const planField = 'ledger.plan';

/** Of the lease, this share at most is spent in one outside call, so that its record still falls inside. */
const callShare = 0.8;

/**
 * gather → plan → call → record. What is sent outside is what plan stored; a crash at any point resumes from the stored
 * step with the stored request, under whoever holds the lease. `message.held` follows the row.
 */
export async function runStepped(rt: Runtime, message: Incoming, handler: SteppedHandler): Promise<Outcome> {
  const { held } = message;
  let next: Next<unknown>;
  if (held?.step && held.plan) {
    next = { step: held.step, request: await openPlan(rt, message, held.plan).catch(asUnfinished) };
  } else {
    const known = held ? undefined : await existingOutcome(rt, message);
    if (known) return known;
    next = await begin(rt, message, handler);
  }
  // Whoever reached a step in this run is the first to send its request; a stored one may have been sent by whoever had it before.
  for (let again = Boolean(held?.step && held.plan); 'step' in next; again = false)
    next = await oneStep(rt, message, handler, { ...next, again }).catch(asUnfinished);
  if ('refused' in next) return { status: 'rejected', fault: toWire(next.refused) };
  return { status: 'done', result: next.done };
}

function asUnfinished(error: unknown): never {
  throw error instanceof Claimed ? error : unfinished(error);
}

async function begin(rt: Runtime, message: Incoming, { work }: SteppedHandler): Promise<Next<unknown>> {
  const input = message.envelope.payload;
  const gathered = await work.gather({ ...factsOf(rt, message), ask: askAs(rt, message) }, input);
  const token = randomUUID();
  const next = await transact(rt, message, async (ctx) =>
    ended(rt, message, token, await work.plan(ctx, input, gathered)),
  );
  const attempts = message.held?.parkedAt ? 0 : (message.held?.attempts ?? 0);
  message.held = { token, attempts, parkedAt: null, step: null, plan: null };
  message.recorded?.();
  return next;
}

async function oneStep(
  rt: Runtime,
  message: Incoming,
  handler: SteppedHandler,
  now: { step: string; request: unknown; again: boolean },
): Promise<Next<unknown>> {
  const step = handler.work.steps[now.step];
  const token = message.held?.token;
  if (!step || !token)
    throw fault('bug', 'unknown_step', 'Something went wrong on our side.', { internal: `no step ${now.step}` });
  const response = await bounded(
    rt.tuning.lease_ms * callShare,
    step.call(now.request, { ...factsOf(rt, message), again: now.again }),
  );
  return transact(rt, message, async (ctx: Context) =>
    ended(rt, message, token, await step.record(ctx, now.request, response)),
  );
}

async function ended(
  rt: Runtime,
  message: Incoming,
  token: string,
  next: Next<unknown>,
): Promise<{ value: Next<unknown>; end: End }> {
  if ('done' in next) return { value: next, end: { state: { status: 'done' }, result: next.done } };
  if ('refused' in next) {
    return {
      value: next,
      end: { state: { status: 'rejected', fault: toWire(next.refused), token: null, nextAt: null } },
    };
  }
  const ring = await rt.vault.ready(message.envelope.tenant);
  const plan = ring.seal(planField, message.envelope.id, JSON.stringify(next.request));
  const nextAt = new Date(rt.clock.machine().getTime() + rt.tuning.lease_ms);
  return { value: next, end: { state: { status: 'running', step: next.step, plan, token, nextAt } } };
}

async function openPlan(rt: Runtime, message: Incoming, plan: Buffer): Promise<unknown> {
  const ring = await rt.vault.ready(message.envelope.tenant);
  return JSON.parse(ring.openText(planField, message.envelope.id, plan));
}

async function bounded<T>(limit_ms: number, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(fault('external', 'outcome_unknown', 'The other side did not answer in time.')),
      limit_ms,
    );
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
}
