import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { payments as contract, directory } from '@purser/contracts';
import { fault } from '@purser/fault';
import { platformTenant } from '@purser/message';
import type { z } from 'zod';
import type { Outside } from '../../outside.ts';
import { type Claimed, claimAccount } from '../../store/accountClaims.ts';
import { currentConnection, openPlanned, planConnection, setConnectionStatus } from '../../store/connections.ts';
import { addPlace, platformSettings } from '../../store/homes.ts';
import { askStripe, type StripeAnswer } from '../../stripe/answer.ts';
import { makeAccount, type NewAccount, type Onboarding, onboardingLink } from '../../stripe/connections.ts';
import type { Home, Mode } from '../../stripe/home.ts';

type Input = z.output<typeof contract.beginConnection.input>;
type Output = z.input<typeof contract.beginConnection.output>;
type Gathered = { onboarding: Onboarding; email: string | null; country: string | null; currency: string };
type Request = {
  connectionId: string;
  mode: Mode;
  onboarding: Onboarding;
  account: NewAccount;
  urls: { refreshUrl: string; returnUrl: string };
};

/**
 * A tenant's account at Stripe. Its row is written before Stripe is asked, and the account is made under the row's key: whoever presses
 * twice, or whatever is lost on the way, there is one.
 */
export function beginConnection(outside: Outside) {
  return {
    gather: (facts: Pick<MessageFacts, 'tenant'> & { ask: Ask }, input: Input) => gather(outside, facts, input),
    plan,
    steps: {
      make: {
        call: async (raw: unknown): Promise<StripeAnswer<string>> => {
          const { connectionId, mode, onboarding, account } = raw as Request;
          const { stripe } = await outside.accounts.ofTenant(platformTenant, mode);
          return askStripe(() => makeAccount(stripe, onboarding, account, `connection:${connectionId}`));
        },
        record: (ctx: Context, raw: unknown, answer: unknown): Promise<Next<Output>> =>
          record(ctx, raw as Request, answer as StripeAnswer<string>),
      },
    },
    /** The way into Stripe's pages opens once: it is made anew for whoever asks. */
    reveal: async (_facts: MessageFacts, output: Output): Promise<Output> => {
      const { stripe } = await outside.accounts.ofTenant(platformTenant, output.mode);
      const link = await askStripe(() => onboardingLink(stripe, output.api, output));
      if (link.said === 'no') throw refusal(link);
      return { ...output, url: link.value };
    },
  };
}

async function gather(
  { runtime, accounts }: Outside,
  { ask }: Pick<MessageFacts, 'tenant'> & { ask: Ask },
  { mode, country }: Input,
): Promise<Gathered> {
  const settings = await runtime.tenantTx({ tenant: platformTenant }, platformSettings);
  const offered = settings.find((each) => each.mode === mode);
  if (!offered) throw notOffered();
  await accounts.ofTenant(platformTenant, mode);
  const { currency, company } = await ask.query(directory.getTenant, {});
  return {
    onboarding: offered.onboarding,
    email: company?.email ?? null,
    country: country ?? company?.address?.country ?? null,
    currency,
  };
}

async function plan(
  ctx: Context,
  input: Input,
  { onboarding, email, country, currency }: Gathered,
): Promise<Next<Output>> {
  const { mode, refreshUrl, returnUrl } = input;
  const urls = { refreshUrl, returnUrl };
  const current = await currentConnection(ctx.tx, mode);
  if (current?.account) return { done: { mode, account: current.account, api: current.api, ...urls } };
  if (country === null) throw countryNeeded();
  const connectionId = current?.connectionId ?? ctx.messageId;
  const api = onboarding === 'v2' ? ('v2' as const) : ('v1' as const);
  if (!current && !(await planConnection(ctx, { connectionId, mode, api })))
    throw fault('conflict', 'connection_begun', 'This is being prepared; try again in a moment.', {
      retryAfter_ms: 1000,
    });
  const account = { tenant: ctx.tenant, email, country, currency };
  return { step: 'make', request: { connectionId, mode, onboarding, account, urls } satisfies Request };
}

async function record(ctx: Context, request: Request, said: StripeAnswer<string>): Promise<Next<Output>> {
  const { connectionId, mode, onboarding, urls } = request;
  if (said.said === 'no') {
    await setConnectionStatus(ctx, connectionId, 'left');
    return { refused: refusal(said) };
  }
  const home = { mode, account: said.value };
  const claimed = await claimAccount(ctx, home, 'connected');
  if (claimed !== 'held') return { refused: taken(claimed) };
  await openPlanned(ctx, connectionId, home.account);
  await addPlace(ctx, home);
  watch(ctx, home);
  return { done: { ...home, api: onboarding === 'v2' ? 'v2' : 'v1', ...urls } };
}

const look_ms = 10 * 60_000;

/** Should Stripe's word of it be lost, it is looked at all the same: soon, and then daily. */
export function watch({ stage, now }: Pick<Context, 'stage' | 'now'>, home: Home): void {
  stage.later(contract.checkConnection, home, new Date(now.getTime() + look_ms));
}

const countryNeeded = () =>
  fault('invalid', 'invalid_input', 'The input was refused.', {
    errors: [
      { path: 'country', code: 'country_needed', message: 'Say where the company is, or give it an address first.' },
    ],
  });

export const notOffered = () =>
  fault(
    'rejected',
    'connect_not_offered',
    'Connecting a Stripe account is not set up here. Ask whoever runs this installation.',
  );

/** Whose it is, is nobody's affair. */
export const taken = (claimed: Exclude<Claimed, 'held'>) =>
  claimed === 'others'
    ? fault('conflict', 'account_taken', 'Another company here takes payments at this Stripe account already.')
    : fault('conflict', 'account_has_keys', 'Your own keys are of this Stripe account already. Use these.');

const refusal = ({ code, text }: { code: string; text: string }) =>
  fault('rejected', 'stripe_refused', 'Stripe refused this. Nothing was connected.', { internal: `${code}: ${text}` });
