import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { platformTenant } from '@purser/message';
import type { z } from 'zod';
import { armReconciliation } from '../../armReconciliation.ts';
import type { Outside } from '../../outside.ts';
import { lockConnectionOf, type OpenConnection, setConnectionStatus, setStanding } from '../../store/connections.ts';
import { homeInUse, lockPlaces, setStopped, usePlace } from '../../store/homes.ts';
import { askStripe, type StripeAnswer } from '../../stripe/answer.ts';
import { type AccountApi, readStanding, type StandingJson } from '../../stripe/connections.ts';

type Input = z.output<typeof contract.followAccount.input>;
type Output = z.input<typeof contract.followAccount.output>;
type Request = Input & { api: AccountApi };
const day_ms = 86_400_000;

/**
 * How a connected account stands, read at Stripe: events of it are hints. Where the platform is shut out nothing can be charged any more,
 * and everybody concerned is told; once it is let in again, charging goes on.
 */
export function followAccount({ accounts, clock }: Outside) {
  return {
    gather: async (_facts: MessageFacts & { ask: Ask }, { mode }: Input) =>
      void (await accounts.ofTenant(platformTenant, mode)),
    plan: async (ctx: Context, home: Input): Promise<Next<Output>> => {
      const connection = await lockConnectionOf(ctx.tx, home);
      if (!connection) throw unknown();
      return { step: 'ask', request: { ...home, api: connection.api } satisfies Request };
    },
    steps: {
      ask: {
        call: async (raw: unknown): Promise<StripeAnswer<StandingJson>> => {
          const { mode, account, api } = raw as Request;
          const { stripe } = await accounts.ofTenant(platformTenant, mode);
          const askedAt = clock.machine().toISOString();
          return askStripe(async () => ({ ...(await readStanding(stripe, api, account)), askedAt }));
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { mode, account } = raw as Request;
          const said = answer as StripeAnswer<StandingJson>;
          const connection = await lockConnectionOf(ctx.tx, { mode, account });
          if (!connection) throw unknown();
          const status =
            said.said === 'yes' ? await keep(ctx, connection, said.value) : await shutOut(ctx, connection, said);
          return { done: { mode, account, status } };
        },
      },
    },
  };
}

/** Its timer: looked at daily as long as it is in force. */
export async function checkConnection(ctx: Context, home: Input) {
  const connection = await lockConnectionOf(ctx.tx, home);
  if (!connection) throw unknown();
  if (connection.status === 'open') {
    ctx.stage.send(contract.followAccount, home);
    ctx.stage.later(contract.checkConnection, home, new Date(ctx.now.getTime() + day_ms));
  }
  return home;
}

async function keep(ctx: Context, connection: OpenConnection, standing: StandingJson): Promise<Output['status']> {
  const { connectionId } = connection;
  const seenAt = new Date(standing.askedAt);
  if (connection.seenAt && seenAt < connection.seenAt) return connection.status;
  await setStanding(ctx, connectionId, standing, seenAt);
  // Let in again: what was stopped goes on.
  const status = connection.status === 'disconnected' ? 'open' : connection.status;
  if (status !== connection.status) await setConnectionStatus(ctx, connectionId, status);
  await lockPlaces(ctx);
  await setStopped(ctx, connection, null);
  // The first account that can be charged is where payments are taken, without anybody's having to say so.
  if (status === 'open' && standing.charges === 'active' && !(await homeInUse(ctx.tx))) await usePlace(ctx, connection);
  if (status === 'open') await armReconciliation(ctx, connection);
  return status;
}

async function shutOut(ctx: Context, connection: OpenConnection, { code, text }: { code: string; text: string }) {
  if (code !== 'account_invalid' && code !== 'resource_missing')
    throw fault('external', 'account_unread', 'Stripe did not say how the account stands.', {
      internal: `${code}: ${text}`,
    });
  const { connectionId, mode, account, status } = connection;
  if (status !== 'left') await setConnectionStatus(ctx, connectionId, 'disconnected');
  const { changed, inUse } = await setStopped(ctx, connection, 'disconnected');
  if (changed && inUse)
    ctx.stage.send(contract.chargingStopped, { mode, account, reason: 'disconnected', at: ctx.now.toISOString() });
  return status === 'left' ? ('left' as const) : ('disconnected' as const);
}

const unknown = () => fault('notFound', 'account_not_found', 'There is no such connected account.');
