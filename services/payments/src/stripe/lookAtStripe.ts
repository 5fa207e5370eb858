import type { Clock } from '@purser/clock';
import type Stripe from 'stripe';
import type { Findings, Looked } from '../domain/findings.ts';
import { lookAtDestinations, lookAtEndpoints } from './endpoints.ts';
import { look } from './look.ts';
import { tryPermissions } from './permissions.ts';

type Account = { id: string; name: string | null; chargesEnabled: boolean };
/**
 * The account of a key, as far as Stripe told: to a restricted key that may not read it, a refusal names it.
 */
export function whoseIs(
  account: Looked<{ id: string; name: string | null }>,
): { id: string; name: string | null } | null {
  if (account.said === 'yes') return account.value;
  const id = account.status === 403 ? /\bacct_\w{8,}/.exec(account.text)?.[0] : undefined;
  return id === undefined ? null : { id, name: null };
}

type Own = { account: Looked<Account>; skew_s: number | null };

/** Whose keys these are. */
export async function lookAtAccount(stripe: Stripe, clock: Clock): Promise<Own> {
  let skew_s: number | null = null;
  const account = await look(async () => {
    const own = await stripe.accounts.retrieveCurrent();
    const told = Date.parse(own.lastResponse.headers.date ?? '');
    skew_s = Number.isNaN(told) ? null : Math.round((told - clock.machine().getTime()) / 1000);
    const name = own.business_profile?.name ?? own.settings?.dashboard.display_name ?? null;
    return { id: own.id, name, chargesEnabled: own.charges_enabled };
  });
  return { account, skew_s };
}

/**
 * Whether two keys are of one account, as far as it can be known: the publishable one must see a form that the secret one made. Nobody
 * fills that form in, and it is cancelled.
 */
async function lookAtPublishable(stripe: Stripe, publishable: Stripe, key: string): Promise<Findings['publishable']> {
  const params = { usage: 'off_session' as const, metadata: { purpose: 'connection test' } };
  const made = await look(() => stripe.setupIntents.create(params, { idempotencyKey: `check:${key}` }));
  if (made.said === 'no') return 'unknown';
  const { id, client_secret } = made.value;
  const seen = client_secret && (await look(() => publishable.setupIntents.retrieve(id, { client_secret })));
  await look(() => stripe.setupIntents.cancel(id));
  if (!seen) return 'unknown';
  return seen.said === 'yes' ? 'same' : 'other';
}

type Clients = { stripe: Stripe; publishable: Stripe };
type Kind = Pick<Findings, 'mode' | 'restricted'>;
/** `key` names the look: repeated, it makes nothing new. */
type How = { clock: Clock; key: string; withThin: boolean };

/** All that Stripe tells of a pair of keys. */
export async function lookAtStripe(
  { stripe, publishable }: Clients,
  kind: Kind,
  { clock, key, withThin }: How,
): Promise<Findings> {
  const own = await lookAtAccount(stripe, clock);
  if (own.account.said === 'no' && own.account.status === 401)
    return {
      ...kind,
      ...own,
      permissions: [],
      publishable: 'unknown',
      endpoints: { said: 'no', status: 401, text: 'not asked' },
    };
  return {
    ...kind,
    ...own,
    permissions: kind.restricted ? await tryPermissions(stripe) : [],
    publishable: await lookAtPublishable(stripe, publishable, key),
    endpoints: await lookAtEndpoints(stripe),
    ...(withThin && { destinations: await lookAtDestinations(stripe) }),
  };
}
