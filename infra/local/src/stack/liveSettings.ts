import { readConfig, secret } from '@purser/config';
import { z } from 'zod';
import { baseSchema, given, type Settings, settingsFrom } from './settings.ts';

/** What each variable of a live start is for, in the order in which they are told. */
export const livePurposes = {
  PURSER_PUBLIC_URL:
    'where customers, staff, Stripe and Xero reach this installation, as in https://billing.example.com',
  PURSER_SMTP_URL: 'the mail server that sends, as in smtps://user:password@mail.example.com:465',
  PURSER_MAIL_FROM: 'the address that mails come from; the mail server must be allowed to send for it',
  PURSER_ALARMS_TO: 'the mail address of whoever runs the installation, for what needs a person',
  PURSER_DIR: 'the folder of data and master keys; keep it, and back it up',
  PURSER_XERO_CLIENT_ID: 'of your app at Xero, together with its secret; without both, no tenant can connect Xero',
  PURSER_XERO_CLIENT_SECRET: 'of your app at Xero, together with its id; without both, no tenant can connect Xero',
  PURSER_XERO_SCOPES: 'what is asked of Xero; only for an app from before March 2026',
  PURSER_OPERATORS: 'ids of the people who run the installation (stf_…), separated by blanks; they see its own pages',
  PURSER_TRUSTED_PROXIES: 'how many proxies of yours stand before it and add to X-Forwarded-For; 1 unless set',
  PURSER_HOST: 'the address to listen at; 127.0.0.1 unless set, for a proxy on this machine',
  PURSER_PORT: 'the port to listen at, which the proxy that speaks TLS leads to; 4400 unless set',
  PURSER_PROFILE: 'must be production, or not set',
} as const;

const parsed = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);
const isHere = (host: string) => /^(localhost|127\..*|0\.0\.0\.0|\[::1?\]|.*\.localhost)$/.test(host);

const publicUrl = z.string().transform((text, ctx) => {
  const url = parsed(text);
  const say = (message: string) => {
    ctx.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (!url) return say('is no address');
  if (url.protocol !== 'https:') return say('must begin with https://: cards and passwords pass through it');
  if (isHere(url.hostname)) return say('leads to this machine, where neither Stripe nor a customer is');
  if (url.username || url.password || url.pathname !== '/' || url.search || url.hash)
    return say('must be the host alone, without a path');
  return url.origin;
});

const smtpUrl = secret().transform((value, ctx) => {
  const url = parsed(value.reveal());
  if (url && /^smtps?:$/.test(url.protocol) && url.hostname !== '') return value;
  ctx.addIssue({ code: 'custom', message: 'must be smtp://… or smtps://… with a host' });
  return z.NEVER;
});

const operator = /^(stf_[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

const schema = baseSchema.extend({
  PURSER_DIR: z.string().min(1),
  PURSER_PROFILE: z.literal('production', { error: 'is for tests' }).default('production'),
  PURSER_PUBLIC_URL: publicUrl,
  PURSER_SMTP_URL: smtpUrl,
  PURSER_MAIL_FROM: z.email({ error: 'is no mail address' }),
  PURSER_ALARMS_TO: z.email({ error: 'is no mail address' }),
  PURSER_XERO_SCOPES: z.string().min(1).optional(),
  PURSER_OPERATORS: z
    .string()
    .refine((text) => text.split(/\s+/).every((id) => id === '' || operator.test(id)), 'must be ids of people, stf_…')
    .default(''),
  PURSER_TRUSTED_PROXIES: z.coerce.number().int().min(1).max(5).default(1),
});

/** @throws ConfigError with all faults together, each with what the variable is for; no value is told */
export function readLiveSettings(env: Record<string, string | undefined>): Settings {
  const there = given(env);
  // One of the two alone is a slip, told with all others.
  const whole = schema.extend({
    PURSER_XERO_CLIENT_ID: neededIf(there.PURSER_XERO_CLIENT_SECRET !== undefined, z.string().min(1)),
    PURSER_XERO_CLIENT_SECRET: neededIf(there.PURSER_XERO_CLIENT_ID !== undefined, secret()),
  });
  const read = readConfig(whole, there, livePurposes);
  const { PURSER_XERO_CLIENT_ID: clientId, PURSER_XERO_CLIENT_SECRET: clientSecret } = read;
  return settingsFrom(read, {
    publicUrl: read.PURSER_PUBLIC_URL,
    smtpUrl: read.PURSER_SMTP_URL.reveal(),
    mailFrom: read.PURSER_MAIL_FROM,
    alarmsTo: read.PURSER_ALARMS_TO,
    xero:
      clientId === undefined || clientSecret === undefined
        ? undefined
        : { clientId, clientSecret: clientSecret.reveal(), scopes: read.PURSER_XERO_SCOPES },
    trustedProxies: read.PURSER_TRUSTED_PROXIES,
  });
}

function neededIf<S extends z.ZodType>(isNeeded: boolean, one: S): S | z.ZodOptional<S> {
  return isNeeded ? one : one.optional();
}
