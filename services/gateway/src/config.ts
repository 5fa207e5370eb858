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
    links: {
      sandboxInspector: config.PURSER_SANDBOX_INSPECTOR_URL ?? null,
      mailbox: config.PURSER_MAILBOX_URL ?? null,
    },
  };
}
