import { readConfig, secret } from '@purser/config';
import { z } from 'zod';

const schema = z.object({
  /** Where browsers find us; Xero sends them back there. */
  PURSER_PUBLIC_URL: z.url(),
  /** The app registered with Xero. Without it nothing can be connected. */
  PURSER_XERO_CLIENT_ID: z.string().min(1).optional(),
  PURSER_XERO_CLIENT_SECRET: secret().optional(),
  /** Granular scopes; an app from before March 2026 may still ask for the broad ones. */
  PURSER_XERO_SCOPES: z
    .string()
    .default('offline_access accounting.invoices accounting.payments accounting.contacts accounting.settings'),
  PURSER_XERO_LOGIN_URL: z.url().default('https://login.xero.com/identity'),
  PURSER_XERO_IDENTITY_URL: z.url().default('https://identity.xero.com'),
  PURSER_XERO_API_URL: z.url().default('https://api.xero.com'),
  /** Below the bus's lease, so that an answer is written down by whoever asked. */
  PURSER_XERO_TIMEOUT_MS: z.coerce.number().int().min(100).max(40_000).default(20_000),
});

export type XeroConfig = {
  redirectUri: string;
  client: { id: string; secret: string } | undefined;
  scopes: string;
  loginUrl: string;
  identityUrl: string;
  apiUrl: string;
  timeout_ms: number;
};

export function readAccountingConfig(env: Record<string, string | undefined>): XeroConfig {
  const config = readConfig(schema, env);
  const bare = (url: string) => url.replace(/\/$/, '');
  const { PURSER_XERO_CLIENT_ID: id, PURSER_XERO_CLIENT_SECRET: clientSecret } = config;
  return {
    redirectUri: `${bare(config.PURSER_PUBLIC_URL)}/connect/xero/callback`,
    client: id && clientSecret ? { id, secret: clientSecret.reveal() } : undefined,
    scopes: config.PURSER_XERO_SCOPES,
    loginUrl: bare(config.PURSER_XERO_LOGIN_URL),
    identityUrl: bare(config.PURSER_XERO_IDENTITY_URL),
    apiUrl: bare(config.PURSER_XERO_API_URL),
    timeout_ms: config.PURSER_XERO_TIMEOUT_MS,
  };
}
