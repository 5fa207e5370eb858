import type { Clock } from '@purser/clock';
import type { Connection } from '@purser/db';
import { fault } from '@purser/fault';
import type { Vault } from '@purser/vault';
import Stripe from 'stripe';
import type { PaymentsConfig } from '../config.ts';

export type Mode = 'test' | 'live';
export type StripeAccount = {
  tenant: string;
  mode: Mode;
  endpointId: string;
  publishableKey: string;
  stripe: Stripe;
  webhookSecrets: readonly string[];
};

type Row = { mode: Mode; endpoint_id: string; publishable_key: string; secret_key: Buffer; webhook_secrets: Buffer };

export type StripeAccounts = {
  /** The account in use, or that of a mode, for what was begun in it. @throws Fault rejected when there is none. */
  ofTenant(tenant: string, mode?: Mode): Promise<StripeAccount>;
  /** The account whose endpoint this is; undefined for an unknown one. */
  ofEndpoint(endpointId: string): Promise<StripeAccount | undefined>;
};

type Parts = { runtime: Connection; vault: Vault; clock: Clock };

/** How long keys are used without looking whether staff changed them. */
const fresh_ms = 10_000;

/** Tenants' Stripe clients, made from their sealed keys and kept for a short while. */
export function stripeAccounts({ runtime, vault, clock }: Parts, config: PaymentsConfig): StripeAccounts {
  const cache = new Map<string, { until: number; account: Promise<StripeAccount | undefined> }>();
  const cached = (key: string, load: () => Promise<StripeAccount | undefined>) => {
    const now = clock.elapsed_ms();
    const known = cache.get(key);
    if (known && known.until > now) return known.account;
    const account = load();
    account.catch(() => cache.delete(key));
    if (cache.size > 10_000) cache.clear();
    cache.set(key, { until: now + fresh_ms, account });
    return account;
  };
  const load = async (tenant: string, mode: Mode | null) => {
    const [row] = await runtime.tenantTx({ tenant }, ({ sql }) =>
      mode === null
        ? sql<Row[]>`select * from stripe_accounts where in_use`
        : sql<Row[]>`select * from stripe_accounts where mode = ${mode}`,
    );
    if (!row) return undefined;
    const ring = await vault.ready(tenant);
    return {
      tenant,
      mode: row.mode,
      endpointId: row.endpoint_id,
      publishableKey: row.publishable_key,
      stripe: stripeClient(ring.openText('stripe.secretKey', tenant, row.secret_key), config),
      webhookSecrets: JSON.parse(ring.openText('stripe.webhookSecrets', tenant, row.webhook_secrets)) as string[],
    };
  };
  return {
    ofTenant: async (tenant, mode) => {
      const key = `${tenant} ${mode ?? ''}`;
      const account = await cached(key, () => load(tenant, mode ?? null));
      if (account) return account;
      cache.delete(key);
      throw fault('rejected', 'stripe_not_configured', 'Card payments are not set up yet.');
    },
    ofEndpoint: async (endpointId) => {
      const account = await cached(`endpoint ${endpointId}`, async () => {
        const [door] = await runtime.sql<
          { tenant_id: string; mode: Mode }[]
        >`select tenant_id, mode from webhook_endpoints where endpoint_id = ${endpointId}`;
        return door && load(door.tenant_id, door.mode);
      });
      if (!account) cache.delete(`endpoint ${endpointId}`);
      return account;
    },
  };
}

/** The SDK with its own retries off: what is sent again, and when, is the bus's to say. */
function stripeClient(key: string, { stripeApi, timeout_ms }: PaymentsConfig): Stripe {
  const protocol = stripeApi.protocol === 'http:' ? 'http' : 'https';
  return new Stripe(key, {
    protocol,
    host: stripeApi.hostname,
    port: stripeApi.port || (protocol === 'http' ? 80 : 443),
    maxNetworkRetries: 0,
    timeout: timeout_ms,
    telemetry: false,
  });
}
