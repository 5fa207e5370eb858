import type { Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { type Fault, fault, isFault } from '@purser/fault';
import type Stripe from 'stripe';
import type { z } from 'zod';
import { appliedTypes } from '../../domain/eventTypes.ts';
import { eventPasses, passSince } from '../../domain/reconciliation.ts';
import type { Proving } from '../../proving/parts.ts';
import { endRun, lockReconciliation, stepRun, storedEvents } from '../../store/reconciliations.ts';
import { type Home, own } from '../../stripe/home.ts';
import { readStripe } from '../../stripe/readStripe.ts';
import type { StoresListed } from '../../webhooks/listed.ts';

type Input = z.output<typeof contract.fetchEvents.input>;
type Output = z.input<typeof contract.fetchEvents.output>;
type Request = { at: Home; run: string; pass: number; position: string | null; since: number | null };
type Page = { seen: number; found: number; newest: number | null; position: string | null; problem: string | null };
type Parts = Proving & StoresListed;
type Facts = Pick<MessageFacts, 'tenant' | 'log'>;

const passes = eventPasses(appliedTypes);

/** A page of a run over Stripe's events: what is not here is stored as if Stripe had posted it, and applied the same way. */
export function fetchEvents(parts: Parts) {
  return {
    gather: async () => undefined,
    plan: async (ctx: Context, { at, run, pass, position }: Input): Promise<Next<Output>> => {
      const known = await lockReconciliation(ctx.tx, at);
      const wanted = passes[pass];
      if (known?.eventsRun !== run || known.eventsPass !== pass || known.eventsPosition !== position || !wanted)
        return { done: { found: 0 } };
      const since = passSince(wanted, known.eventsCursor);
      const since_s = since ? Math.floor(since.getTime() / 1000) : null;
      return { step: 'list', request: { at, run, pass, position, since: since_s } satisfies Request };
    },
    steps: {
      list: {
        call: async (raw: unknown, facts: MessageFacts): Promise<Page> => {
          try {
            return await fetchPage(parts, facts, raw as Request);
          } catch (error) {
            // Nobody lets us in there any more: that is told, and the next hour tries again.
            if (!isFault(error) || error.kind !== 'rejected') throw error;
            return { seen: 0, found: 0, newest: null, position: null, problem: error.message };
          }
        },
        record: (ctx: Context, raw: unknown, answer: unknown) => recordPage(ctx, raw as Request, answer as Page),
      },
    },
    gaveUp: async (ctx: Context, { at, run }: Input, { message }: Fault): Promise<void> => {
      const known = await lockReconciliation(ctx.tx, at);
      if (known?.eventsRun === run) await endRun(ctx.tx, at, message, ctx.now);
    },
  };
}

async function fetchPage(parts: Parts, facts: Facts, request: Request): Promise<Page> {
  const { at, pass, position, since } = request;
  const wanted = passes[pass];
  if (!wanted) throw fault('bug', 'no_pass', 'Something went wrong on our side.');
  const { stripe } = await parts.accounts.ofTenant(facts.tenant, at.mode, at.account);
  await parts.pace.turn();
  const answer = await readStripe(() =>
    stripe.events.list({
      types: [...wanted.types],
      limit: 100,
      ...(wanted.undelivered && { delivery_success: false }),
      ...(since !== null && { created: { gte: since } }),
      ...(position !== null && { starting_after: position }),
    }),
  );
  if (answer.said === 'no') return { seen: 0, found: 0, newest: null, position: null, problem: answer.text };
  const { data, has_more } = answer.value;
  const found = await storeNew(parts, facts, at, data);
  const newest = data.reduce<number | null>((latest, { created }) => Math.max(latest ?? 0, created), null);
  return { seen: data.length, found, newest, position: has_more ? (data.at(-1)?.id ?? null) : null, problem: null };
}

/** @returns how many were not here; what cannot be stored because of what it is holds up no other. */
async function storeNew(
  parts: Parts,
  { tenant, log }: Facts,
  at: Home,
  events: readonly Stripe.Event[],
): Promise<number> {
  const ids = events.map(({ id }) => id);
  const known = await parts.runtime.tenantTx({ tenant }, (tx) => storedEvents(tx, ids));
  let found = 0;
  for (const event of events) {
    // What lives at connected accounts is listed at these.
    if (known.has(event.id) || (at.account === own && event.account)) continue;
    try {
      if ((await parts.storeListed({ tenant, ...at }, event)) === 'new') found += 1;
    } catch (error) {
      if (!isFault(error) || error.kind !== 'external') throw error;
      log.warn({ event: event.id, code: error.code, tenant }, 'Stripe lists an event that is not stored');
    }
  }
  return found;
}

async function recordPage(ctx: Context, { at, run, pass }: Request, page: Page): Promise<Next<Output>> {
  const known = await lockReconciliation(ctx.tx, at);
  if (known?.eventsRun !== run) return { done: { found: page.found } };
  const newest = page.newest === null ? null : new Date(page.newest * 1000);
  const next = page.position === null ? { pass: pass + 1, position: null } : { pass, position: page.position };
  await stepRun(ctx.tx, at, next, { seen: page.seen, found: page.found, newest });
  if (page.problem !== null || next.pass >= passes.length) await endRun(ctx.tx, at, page.problem, ctx.now);
  else ctx.stage.send(contract.fetchEvents, { at, run, ...next });
  return { done: { found: page.found } };
}
