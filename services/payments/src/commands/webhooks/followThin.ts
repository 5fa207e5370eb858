import type { Context, MessageFacts, Next } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { platformTenant } from '@purser/message';
import type { z } from 'zod';
import type { Outside } from '../../outside.ts';
import { findEvent } from '../../store/webhookEvents.ts';
import { askStripe, type StripeAnswer } from '../../stripe/answer.ts';
import { type Home, own } from '../../stripe/home.ts';
import { apply, writeEnds } from '../../webhooks/applyEvents.ts';
import type { Told } from '../../webhooks/told.ts';

type Input = z.output<typeof contract.followThin.input>;
type Output = z.input<typeof contract.followThin.output>;
type Request = Input & { type: string; payload: string };

/** Reads the event that a notification names, and its object, both at Stripe; from there on it goes as with an event that holds it. */
export function followThin({ accounts }: Outside) {
  return {
    gather: async ({ tenant }: MessageFacts, { at }: Input) =>
      void (await accounts.ofTenant(tenant, at.mode, at.account)),
    plan: async (ctx: Context, { eventId, at }: Input): Promise<Next<Output>> => {
      const event = await findEvent(ctx.tx, eventId);
      if (!event?.payload)
        throw fault('notFound', 'event_not_found', 'There is no such event, or it is kept no longer.');
      const payload = (await ctx.keys()).openText('webhook.payload', eventId, event.payload);
      return { step: 'fetch', request: { eventId, at, type: event.type, payload } satisfies Request };
    },
    steps: {
      fetch: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<StripeAnswer<Told>> => {
          const { at, payload } = raw as Request;
          const { stripe } = await keysFor(accounts, tenant, at);
          // It was verified when it came.
          const note = stripe.parseEventNotificationWithoutVerification(payload);
          return askStripe(async () => {
            const { id, type } = await note.fetchEvent();
            const object = 'fetchRelatedObject' in note ? await note.fetchRelatedObject() : null;
            return { id, type, data: { object: object ?? {} } };
          });
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { eventId, at, type } = raw as Request;
          const said = answer as StripeAnswer<Told>;
          const end =
            said.said === 'yes'
              ? await apply(ctx, at, said.value)
              : { status: 'unmatched' as const, problem: 'Stripe does not know it, or not its object' };
          await writeEnds(ctx, [{ event: { id: eventId, type }, end }]);
          return { done: { eventId, status: end.status } };
        },
      },
    },
  };
}

/** A notification names the account it is of itself, so that the platform's own keys are used as they are. */
function keysFor(accounts: Outside['accounts'], tenant: string, { mode, account }: Home) {
  return account === own ? accounts.ofTenant(tenant, mode, own) : accounts.ofTenant(platformTenant, mode, own);
}
