import { createHash } from 'node:crypto';
import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { newId, platformTenant } from '@purser/message';
import { randomToken } from '@purser/vault';
import type { z } from 'zod';
import type { PaymentsConfig } from '../../config.ts';
import type { Outside } from '../../outside.ts';
import { claimAccount } from '../../store/accountClaims.ts';
import { currentConnection, lockConnectionOf, openExisting } from '../../store/connections.ts';
import { addConsent, useConsent } from '../../store/consents.ts';
import { addPlace, platformSettings } from '../../store/homes.ts';
import { askStripe, type StripeAnswer } from '../../stripe/answer.ts';
import type { Mode } from '../../stripe/home.ts';
import { notOffered, taken, watch } from './beginConnection.ts';

type Begin = z.output<typeof contract.beginConsent.input>;
type Finish = z.output<typeof contract.finishConsent.input>;
type Output = z.input<typeof contract.finishConsent.output>;

/**
 * Where the browser goes. The address is built here: the SDK's drops protocol and port. What it carries comes back once, within the hour,
 * with the person who began.
 */
export function beginConsent({ runtime }: Outside, { connectUrl }: Pick<PaymentsConfig, 'connectUrl'>) {
  return {
    gather: async (_facts: MessageFacts & { ask: Ask }, { mode }: Begin) => {
      const settings = await runtime.tenantTx({ tenant: platformTenant }, platformSettings);
      const clientId = settings.find((each) => each.mode === mode)?.clientId;
      if (!clientId) throw notOffered();
      return clientId;
    },
    plan: async (ctx: Context, { mode, redirectUrl }: Begin, clientId: string) => {
      const state = randomToken();
      await addConsent(ctx, { stateHash: hashOf(state), mode, staffId: personOf(ctx) });
      const url = new URL('/oauth/authorize', connectUrl);
      const asked = {
        response_type: 'code',
        client_id: clientId,
        scope: 'read_write',
        redirect_uri: redirectUrl,
        state,
      };
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
      return { done: { authorizeUrl: url.href } };
    },
    steps: {},
  };
}

/** The browser is back: Stripe's code becomes an account. */
export function finishConsent({ accounts }: Outside) {
  return {
    gather: async (_facts: MessageFacts & { ask: Ask }, _input: Finish) => undefined,
    plan: async (ctx: Context, { state, code }: Finish): Promise<Next<Output>> => {
      const mode = await useConsent(ctx, { stateHash: hashOf(state), staffId: personOf(ctx) });
      if (!mode)
        throw fault(
          'rejected',
          'state_unknown',
          'This way back from Stripe was not begun by you, or took too long. Connect again.',
        );
      return { step: 'redeem', request: { mode, code } };
    },
    steps: {
      redeem: {
        call: async (raw: unknown): Promise<StripeAnswer<string>> => {
          const { mode, code } = raw as { mode: Mode; code: string };
          const { stripe } = await accounts.ofTenant(platformTenant, mode);
          return askStripe(async () => {
            const { stripe_user_id: account } = await stripe.oauth.token({ grant_type: 'authorization_code', code });
            return account ?? '';
          });
        },
        record: async (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> => {
          const { mode } = raw as { mode: Mode };
          const said = answer as StripeAnswer<string>;
          if (said.said === 'no' || said.value === '')
            return {
              refused: fault('rejected', 'consent_denied', 'Stripe did not accept the way back. Connect again.'),
            };
          return keepExisting(ctx, mode, said.value);
        },
      },
    },
  };
}

async function keepExisting(ctx: Context, mode: Mode, account: string): Promise<Next<Output>> {
  const home = { mode, account };
  const current = await currentConnection(ctx.tx, mode);
  if (current && current.account !== account)
    return { refused: fault('conflict', 'connection_begun', 'Another account is connected. Leave that one first.') };
  const claimed = await claimAccount(ctx, home, 'connected');
  if (claimed !== 'held') return { refused: taken(claimed) };
  const known = await lockConnectionOf(ctx.tx, home);
  const connectionId = known?.connectionId ?? newId();
  await openExisting(ctx, { ...home, connectionId });
  await addPlace(ctx, home);
  ctx.stage.send(contract.followAccount, home);
  watch(ctx, home);
  return { done: home };
}

const hashOf = (state: string): Buffer => createHash('sha256').update(state).digest();
const personOf = ({ actor }: Pick<Context, 'actor'>): string => (actor.kind === 'staff' ? actor.id : '');
