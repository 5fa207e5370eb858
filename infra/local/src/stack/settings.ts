import { fileURLToPath } from 'node:url';
import { readConfig, secret } from '@purser/config';
import { z } from 'zod';

const defaultFolder = fileURLToPath(new URL('../../../../.purser', import.meta.url));
const optionalPort = z.coerce.number().int().min(0).max(65_535);

/** What every stack is told. */
export const baseSchema = z.object({
  /** Where the stack keeps its data and keys. */
  PURSER_DIR: z.string().min(1).optional(),
  /** Addresses that replace the embedded parts. A password that an address lacks is taken from the keys file. */
  PURSER_POSTGRES_ADMIN_URL: secret().optional(),
  PURSER_NATS_URL: z.string().min(1).optional(),
  PURSER_REDIS_URL: secret().optional(),
  /** Name of the database, and the start of the names of roles and of what is kept in Redis. */
  PURSER_STACK: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,19}$/)
    .default('purser'),
  PURSER_HOST: z.string().min(1).default('127.0.0.1'),
  PURSER_PORT: optionalPort.default(4400),
  PURSER_SANDBOX_PORT: optionalPort.default(4420),
  /** Of the sandbox's mail server. */
  PURSER_SMTP_PORT: optionalPort.default(4425),
  PURSER_PROFILE: z.enum(['production', 'fast']).default('production'),
  PURSER_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** Whoever runs the installation: the gateway reads it. */
  PURSER_OPERATORS: z.string().default(''),
});

/** What an installation for real money is told beside. Stripe's keys are none of it: each tenant enters its own in Settings. */
export type Live = {
  /** An origin, https. */
  publicUrl: string;
  smtpUrl: string;
  mailFrom: string;
  alarmsTo: string;
  xero: { clientId: string; clientSecret: string; scopes: string | undefined } | undefined;
  /** How many proxies stand before the gateway; one at least, since it speaks no TLS itself. */
  trustedProxies: number;
};

/** What a stack is told by the environment it is started in. */
export type Settings = {
  /** Undefined when nobody named one. */
  dir: string | undefined;
  defaultDir: string;
  postgresAdminUrl: string | undefined;
  natsUrl: string | undefined;
  redisUrl: string | undefined;
  name: string;
  host: string;
  edgePort: number;
  sandboxPort: number;
  mailPort: number;
  profile: string;
  logLevel: string;
  operators: string;
  /** Of an installation for real money; undefined where sandboxes stand in for Stripe, Xero and mail. */
  live: Live | undefined;
};

/** @throws ConfigError with all faults together */
export function readSettings(env: Record<string, string | undefined>): Settings {
  return settingsFrom(readConfig(baseSchema, given(env)), undefined);
}

/** A variable that is set to nothing is not set. */
export function given(env: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}

export function settingsFrom(read: z.output<typeof baseSchema>, live: Live | undefined): Settings {
  return {
    dir: read.PURSER_DIR,
    defaultDir: defaultFolder,
    postgresAdminUrl: read.PURSER_POSTGRES_ADMIN_URL?.reveal(),
    natsUrl: read.PURSER_NATS_URL,
    redisUrl: read.PURSER_REDIS_URL?.reveal(),
    name: read.PURSER_STACK,
    host: read.PURSER_HOST,
    edgePort: read.PURSER_PORT,
    sandboxPort: read.PURSER_SANDBOX_PORT,
    mailPort: read.PURSER_SMTP_PORT,
    profile: read.PURSER_PROFILE,
    logLevel: read.PURSER_LOG_LEVEL,
    operators: read.PURSER_OPERATORS,
    live,
  };
}
