import { readConfig, secret } from '@purser/config';
import { z } from 'zod';
import { fastPace, type Pace, usualPace } from './domain/pace.ts';

const schema = z.object({
  /** Where browsers find us; links in mails begin with it. */
  PURSER_PUBLIC_URL: z.url(),
  /** `smtp://user:password@host:port`, or `smtps://` for a server that begins with TLS. */
  PURSER_SMTP_URL: secret(),
  /** The address mails come from; the name before it is the tenant's. */
  PURSER_MAIL_FROM: z.email(),
  /** Where the operator of the installation hears of alarms, of any tenant; nowhere without it. */
  PURSER_ALARMS_TO: z.email().optional(),
  /** Below the bus's lease, so that the server's answer is written down by whoever heard it. */
  PURSER_SMTP_TIMEOUT_MS: z.coerce.number().int().min(100).max(40_000).default(15_000),
  /** Whether tenants' mail servers may be unencrypted, in our own network and at any port: for one machine, and for tests. */
  PURSER_SMTP_PRIVATE: z.enum(['allow', 'refuse']).default('refuse'),
  /** The database of stored files, for attachments. */
  PURSER_FILES_URL: secret(),
  /** The bus's: `fast` tries again sooner, for tests of faults. */
  PURSER_PROFILE: z.enum(['production', 'fast']).default('production'),
});

export type NotificationsConfig = {
  publicUrl: string;
  smtpUrl: string;
  from: string;
  operatorAddress: string | null;
  timeout_ms: number;
  arePrivateAllowed: boolean;
  filesUrl: string;
  pace: Pace;
};

export function readNotificationsConfig(env: Record<string, string | undefined>): NotificationsConfig {
  const config = readConfig(schema, env);
  return {
    publicUrl: config.PURSER_PUBLIC_URL.replace(/\/$/, ''),
    smtpUrl: config.PURSER_SMTP_URL.reveal(),
    from: config.PURSER_MAIL_FROM,
    operatorAddress: config.PURSER_ALARMS_TO ?? null,
    timeout_ms: config.PURSER_SMTP_TIMEOUT_MS,
    arePrivateAllowed: config.PURSER_SMTP_PRIVATE === 'allow',
    filesUrl: config.PURSER_FILES_URL.reveal(),
    pace: config.PURSER_PROFILE === 'fast' ? fastPace : usualPace,
  };
}
