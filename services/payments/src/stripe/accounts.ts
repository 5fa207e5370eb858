import type { Clock } from '@purser/clock';
import type { Connection } from '@purser/db';
import { fault } from '@purser/fault';
import { platformTenant } from '@purser/message';
import type { Vault } from '@purser/vault';
import Stripe from 'stripe';
import type { PaymentsConfig } from '../config.ts';
import { type Home, type Mode, own } from './home.ts';
import { type Pace, paceOf } from './pace.ts';
import { pacedClient } from './pacedClient.ts';

export type StripeAccount = Home & {
  tenant: string;
  publishableKey: string;
  /** What Stripe.js must be told beside the key; null under own keys. */
  connectedAccount: string | null;
  stripe: Stripe;
};

/** Where Stripe posts for somebody's keys: what happens there, or at the accounts connected to them. */
export type StripeEndpoint = {
  tenant: string;
  mode: Mode;
  endpointId: string;
  kind: 'own' | 'connect';
  form: 'snapshot' | 'thin';
  /** Whose signatures count, those of a rotation up to a business time. */
  secrets: readonly { secret: string; endsAt: Date | null }[];
  /** Stripe's id of the account that the keys are of, as far as it is known. */
  ownAccount: string | null;
};

type Row = Home & { publishableKey: string | null; secretKey: Buffer | null; stopped: string | null };

export type StripeAccounts = {
  /**
   * The account in use, or that of what was begun at another; own keys where only a mode is told.
   * @throws Fault rejected when there is none
   */
  ofTenant(tenant: string, mode?: Mode, account?: string): Promise<StripeAccount>;
  /** The own keys of a mode as they are now, for who has just set them. @throws Fault rejected when there are none */
  anew(tenant: string, mode: Mode): Promise<StripeAccount>;
  /**
   * The endpoint of this id; undefined for an unknown one. `anew` looks again, though not twice a second, for a secret that was added just
   * now.
   */
  ofEndpoint(endpointId: string, anew?: 'anew'): Promise<StripeEndpoint | undefined>;
  /** A client of a key that is not kept, or not kept yet. */
  withKey(key: string): Stripe;
  /** Whether this installation talks to a sandbox in Stripe's place. */
  sandbox: boolean;
  /** Whose connected account this is. */
  tenantOf(home: Home): Promise<string | undefined>;
};

type Parts = { runtime: Connection; vault: Vault; clock: Clock };
type PaceAt = (tenant: string, home: Home) => Pace;

/** How long keys are used without looking whether staff changed them. */
const fresh_ms = 10_000;
/** What was looked up so long ago may be looked up again for cause. */
const reload_ms = 500;

/** Tenants' Stripe clients, made from sealed keys and kept for a short while. */
export function stripeAccounts(parts: Parts, config: PaymentsConfig): StripeAccounts {
  const paceAt = pacesOf(parts.clock, config);
  const clients = kept<StripeAccount>(parts.clock);
  const endpoints = kept<StripeEndpoint>(parts.clock);
  const tenants = kept<string>(parts.clock);
  const find = async (tenant: string, home: Home | undefined, age_ms?: number) => {
    const key = home ? `${tenant} ${home.mode} ${home.account}` : tenant;
    const found = await clients(key, () => loadAccount({ ...parts, paceAt }, config, tenant, home), age_ms);
    if (found) return found;
    throw fault('rejected', 'stripe_not_configured', 'Card payments are not set up yet.');
  };
  return {
    ofTenant: (tenant, mode, account = own) => find(tenant, mode && { mode, account }),
    anew: (tenant, mode) => find(tenant, { mode, account: own }, 0),
    ofEndpoint: (endpointId, anew) =>
      endpoints(endpointId, () => loadEndpoint(parts, endpointId), anew ? reload_ms : fresh_ms),
    withKey: (key) => stripeClient(key, null, config),
    sandbox: config.sandbox,
    tenantOf: (home) => tenants(`${home.mode} ${home.account}`, () => loadTenant(parts, home)),
  };
}

/** One pace for each account, however often its client is made anew. */
function pacesOf(clock: Clock, { perSecond }: PaymentsConfig): PaceAt {
  const paces = new Map<string, Pace>();
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  return (tenant, { mode, account }) => {
    const key = `${tenant} ${mode} ${account}`;
    const pace = paces.get(key) ?? paceOf({ perSecond: perSecond[mode], clock, sleep });
    paces.set(key, pace);
    return pace;
  };
}

/** Remembers what was found, never that nothing was. */
function kept<T>(clock: Clock) {
  const cache = new Map<string, { at: number; value: Promise<T | undefined> }>();
  return async (key: string, load: () => Promise<T | undefined>, age_ms = fresh_ms): Promise<T | undefined> => {
    const now = clock.elapsed_ms();
    const known = cache.get(key);
    if (known && known.at + age_ms > now) return known.value;
    if (cache.size > 10_000) cache.clear();
    const value = load();
    cache.set(key, { at: now, value });
    try {
      const found = await value;
      if (found === undefined) cache.delete(key);
      return found;
    } catch (error) {
      cache.delete(key);
      throw error;
    }
  };
}

async function loadAccount(
  parts: Parts & { paceAt: PaceAt },
  config: PaymentsConfig,
  tenant: string,
  home: Home | undefined,
): Promise<StripeAccount | undefined> {
  const row = await readRow(parts, tenant, home);
  if (!row) return undefined;
  // What was begun there is still asked for; nothing new is begun.
  if (!home && row.stopped !== null) throw stopped();
  const { mode, account } = row;
  const isOwn = account === own;
  const keyed = isOwn ? row : await readRow(parts, platformTenant, { mode, account: own });
  if (!keyed?.secretKey || keyed.publishableKey === null) return undefined;
  const keyOwner = isOwn ? tenant : platformTenant;
  const ring = await parts.vault.ready(keyOwner);
  const connectedAccount = isOwn ? null : account;
  const secretKey = ring.openText('stripe.secretKey', keyOwner, keyed.secretKey);
  const stripe = stripeClient(secretKey, connectedAccount, config, parts.paceAt(tenant, { mode, account }));
  return { tenant, mode, account, publishableKey: keyed.publishableKey, connectedAccount, stripe };
}

const stopped = () =>
  fault(
    'rejected',
    'stripe_disconnected',
    'Card payments are interrupted: the Stripe account is not connected any more.',
  );

async function readRow({ runtime }: Parts, tenant: string, home: Home | undefined): Promise<Row | undefined> {
  const [row] = await runtime.tenantTx(
    { tenant },
    ({ sql }) => sql<Row[]>`
      select mode, account, publishable_key as "publishableKey", secret_key as "secretKey", stopped from stripe_accounts
      where ${home ? sql`mode = ${home.mode} and account = ${home.account}` : sql`in_use`}`,
  );
  return row;
}

async function loadEndpoint({ runtime, vault }: Parts, endpointId: string): Promise<StripeEndpoint | undefined> {
  const [door] = await runtime.sql<Pick<StripeEndpoint, 'tenant' | 'mode' | 'kind' | 'form'>[]>`
    select tenant_id as tenant, mode, kind, form from webhook_endpoints where endpoint_id = ${endpointId}`;
  if (!door) return undefined;
  const { tenant, mode } = door;
  const [sealed, ownAccount] = await runtime.tenantTx({ tenant }, async ({ sql }) => {
    const secrets = await sql<{ secrets: Buffer; endsAt: string | null }[]>`
      select secrets, ends_at as "endsAt" from webhook_secrets where endpoint_id = ${endpointId} order by made_at desc`;
    const [keys] = await sql<{ accountId: string | null }[]>`
      select account_id as "accountId" from stripe_accounts where mode = ${mode} and account = ${own}`;
    return [secrets, keys?.accountId ?? null] as const;
  });
  if (sealed.length === 0) return undefined;
  const ring = await vault.ready(tenant);
  const secrets = sealed.flatMap(({ secrets: list, endsAt }) =>
    (JSON.parse(ring.openText('stripe.webhookSecrets', tenant, list)) as string[]).map((secret) => ({
      secret,
      endsAt: endsAt === null ? null : new Date(endsAt),
    })),
  );
  return { ...door, endpointId, secrets, ownAccount };
}

async function loadTenant({ runtime }: Parts, { mode, account }: Home): Promise<string | undefined> {
  const [door] = await runtime.sql<{ tenant: string }[]>`
    select tenant_id as tenant from connected_accounts where mode = ${mode} and account = ${account} and kind = 'connected'`;
  return door?.tenant;
}

/** The SDK with its own retries off: what is sent again, and when, is the bus's to say. */
function stripeClient(
  key: string,
  connectedAccount: string | null,
  { stripeApi, timeout_ms }: PaymentsConfig,
  pace?: Pace,
): Stripe {
  const protocol = stripeApi.protocol === 'http:' ? 'http' : 'https';
  return new Stripe(key, {
    protocol,
    host: stripeApi.hostname,
    port: stripeApi.port || (protocol === 'http' ? 80 : 443),
    maxNetworkRetries: 0,
    timeout: timeout_ms,
    telemetry: false,
    ...(pace && { httpClient: pacedClient(pace) }),
    ...(connectedAccount !== null && { stripeAccount: connectedAccount }),
  });
}
