import { readConfig, secret } from '@purser/config';
import { type MasterKey, masterKey } from '@purser/vault';
import { z } from 'zod';

const key = secret(32).transform((value, ctx): MasterKey => {
  try {
    return masterKey('session', value.reveal());
  } catch {
    ctx.addIssue({ code: 'custom', message: 'must be 32 bytes in base64url or hex' });
    return z.NEVER;
  }
});
const address = z.url({ protocol: /^https?$/ });
const origins = z
  .string()
  .transform((text) => text.split(/\s+/).filter((each) => each !== ''))
  .pipe(z.array(z.string().regex(/^https?:\/\/(\*\.)?[A-Za-z0-9.-]+(:\d+)?$/, 'must be origins')));

const schema = z.object({
  PURSER_MODE: z.enum(['sandbox', 'live']).default('sandbox'),
  /** Where browsers reach this gateway. */
  PURSER_PUBLIC_URL: address,
  /** Signs cookies and tokens, and derives what must not be stored. */
  PURSER_SESSION_KEY: key,
  PURSER_FILES_URL: secret(),
  PURSER_STRIPE_JS_URL: address.default('https://js.stripe.com/endive/stripe.js'),
  /** What Stripe.js talks to and frames, besides where it comes from. */
  PURSER_STRIPE_ORIGINS: origins.default([
    'https://api.stripe.com',
    'https://hooks.stripe.com',
    'https://*.js.stripe.com',
  ]),
  /** How many proxies of ours stand before us, each adding to X-Forwarded-For. */
  PURSER_TRUSTED_PROXIES: z
    .preprocess((value) => (value === 'none' ? 0 : value), z.coerce.number().int().min(0).max(5))
    .default(0),
  /** Of one caller: a person, an API key, or a network while nobody is signed in. */
  PURSER_REQUESTS_PER_MINUTE: z.coerce.number().int().min(10).max(1_000_000).default(3000),
  /** Who runs the installation: ids of people who work here, separated by blanks. Not addresses, which anybody might give themselves. */
  PURSER_OPERATORS: z
    .string()
    .default('')
    .transform((text) => text.split(/\s+/).filter((each) => each !== ''))
    // As the API shows them, or as they are.
    .transform((ids) => ids.map((each) => each.replace(/^stf_(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')))
    .pipe(z.array(z.uuid())),
  PURSER_SANDBOX_INSPECTOR_URL: address.optional(),
  PURSER_MAILBOX_URL: address.optional(),
});

export type GatewayConfig = {
  mode: 'sandbox' | 'live';
  publicUrl: URL;
  sessionKey: MasterKey;
  filesUrl: string;
  stripeJs: URL;
  stripeOrigins: readonly string[];
  trustedProxies: number;
  requestsPerMinute: number;
  operators: readonly string[];
  links: { sandboxInspector: string | null; mailbox: string | null };
};

/** @throws ConfigError with all faults together */
export function readGatewayConfig(env: Record<string, string | undefined>): GatewayConfig {
  const config = readConfig(schema, env);
  return {
    mode: config.PURSER_MODE,
    publicUrl: new URL(config.PURSER_PUBLIC_URL),
    sessionKey: config.PURSER_SESSION_KEY,
    filesUrl: config.PURSER_FILES_URL.reveal(),
    stripeJs: new URL(config.PURSER_STRIPE_JS_URL),
    stripeOrigins: config.PURSER_STRIPE_ORIGINS,
    trustedProxies: config.PURSER_TRUSTED_PROXIES,
    requestsPerMinute: config.PURSER_REQUESTS_PER_MINUTE,
    operators: config.PURSER_OPERATORS,
    links: {
      sandboxInspector: config.PURSER_SANDBOX_INSPECTOR_URL ?? null,
      mailbox: config.PURSER_MAILBOX_URL ?? null,
    },
  };
}
