import { join } from 'node:path';
import { keeperUser } from '@purser/bus';
import { roleUrl } from '@purser/db';
import { type HostName, hosts, keeperHost } from '../hosts.ts';
import type { Orders } from '../process.ts';
import type { SandboxOrders } from '../sandbox.ts';
import { masterId, wireId } from './canaries.ts';
import { filesSchema } from './database.ts';
import type { Folder } from './folder.ts';
import type { Keys } from './keys.ts';
import { writePrivate } from './privateFile.ts';
import type { Live, Settings } from './settings.ts';

/**
 * Where everything is, for those who are to use it. `edge` is what browsers call, or the proxy before it; `stripe` is the sandbox and
 * `mail` its SMTP server, empty where there is none.
 */
export type Addresses = { owner: string; nats: string; redis: string; stripe: string; edge: string; mail: string };

/** The environment of one service, which no other sees. */
export function serviceEnvironment(
  service: string,
  keys: Keys,
  addresses: Addresses,
  settings: Settings,
): Record<string, string> {
  const roles = keys.roles[service];
  const master = keys.masters[service];
  const nats = keys.nats[service];
  if (!roles || !master || !nats) throw new Error(`no keys were made for ${service}`);
  const { owner } = addresses;
  return {
    PURSER_MODE: settings.live ? 'live' : 'sandbox',
    PURSER_DATABASE_URL: roleUrl(owner, settings.name, service, 'runtime', roles.runtime),
    PURSER_RELAY_DATABASE_URL: roleUrl(owner, settings.name, service, 'relay', roles.relay),
    PURSER_NATS_URL: addresses.nats,
    PURSER_NATS_USER: service,
    PURSER_NATS_PASSWORD: nats,
    PURSER_REDIS_URL: addresses.redis,
    PURSER_REDIS_PREFIX: settings.name,
    PURSER_MASTER_KEYS: `${masterId}:${master}`,
    PURSER_WIRE_KEYS: `${wireId}:${keys.wire}`,
    PURSER_PROFILE: settings.profile,
    PURSER_LOG_LEVEL: settings.logLevel,
    ...ownEnvironment(service, keys, addresses, settings),
  };
}

/** What one service needs that no other does: only payments talks to Stripe, only accounting to Xero, only notifications sends mail. */
function ownEnvironment(service: string, keys: Keys, addresses: Addresses, settings: Settings): Record<string, string> {
  const { live } = settings;
  const store = roleUrl(addresses.owner, settings.name, filesSchema, 'runtime', keys.files.runtime);
  const files = { PURSER_FILES_URL: store };
  const reached = { PURSER_PUBLIC_URL: live?.publicUrl ?? addresses.edge };
  const both: Record<string, Record<string, string>> = {
    payments: reached,
    invoicing: { ...files, ...reached },
    notifications: { ...files, ...reached },
    accounting: reached,
    gateway: {
      ...files,
      ...reached,
      PURSER_SESSION_KEY: keys.session,
      PURSER_OPERATORS: settings.operators,
    },
  };
  const outside = live ? liveEnvironment(live) : sandboxEnvironment(keys, addresses, settings);
  return { ...both[service], ...outside[service] };
}

/** Where the sandboxes stand in for Stripe, Xero and a mail server. */
function sandboxEnvironment(
  keys: Keys,
  { stripe: sandbox, mail }: Addresses,
  { profile }: Settings,
): Record<string, Record<string, string>> {
  return {
    payments: {
      PURSER_STRIPE_API: sandbox,
      PURSER_STRIPE_CONNECT_URL: sandbox,
      // It is ours, and bears what this machine does.
      PURSER_STRIPE_PER_SECOND: '1000',
      // Below the lease of the profile, as in production.
      ...(profile === 'fast' && { PURSER_STRIPE_TIMEOUT_MS: '2000' }),
    },
    notifications: {
      PURSER_SMTP_URL: `smtp://${keys.mail.user}:${keys.mail.password}@${mail}`,
      PURSER_MAIL_FROM: 'billing@purser.example',
      // The sandbox's mail server is on this machine, and any may be tried.
      PURSER_SMTP_PRIVATE: 'allow',
    },
    accounting: {
      PURSER_XERO_CLIENT_ID: keys.xero.clientId,
      PURSER_XERO_CLIENT_SECRET: keys.xero.clientSecret,
      PURSER_XERO_LOGIN_URL: `${sandbox}/xero/identity`,
      PURSER_XERO_IDENTITY_URL: `${sandbox}/xero/identity`,
      PURSER_XERO_API_URL: `${sandbox}/xero`,
    },
    gateway: {
      PURSER_STRIPE_JS_URL: `${sandbox}/stripe.js`,
      PURSER_STRIPE_ORIGINS: sandbox,
      PURSER_SANDBOX_INSPECTOR_URL: `${sandbox}/_sandbox/`,
      PURSER_MAILBOX_URL: `${sandbox}/_sandbox/mail`,
    },
  };
}

/** Stripe and Xero are themselves: what the services take them for when nobody says otherwise. */
function liveEnvironment({
  smtpUrl,
  mailFrom,
  alarmsTo,
  xero,
  trustedProxies,
}: Live): Record<string, Record<string, string>> {
  return {
    notifications: { PURSER_SMTP_URL: smtpUrl, PURSER_MAIL_FROM: mailFrom, PURSER_ALARMS_TO: alarmsTo },
    accounting: {
      ...(xero && { PURSER_XERO_CLIENT_ID: xero.clientId, PURSER_XERO_CLIENT_SECRET: xero.clientSecret }),
      ...(xero?.scopes !== undefined && { PURSER_XERO_SCOPES: xero.scopes }),
    },
    gateway: { PURSER_TRUSTED_PROXIES: String(trustedProxies) },
  };
}

function keeperOrders(keys: Keys, addresses: Addresses, { logLevel }: Settings): NonNullable<Orders['keeper']> {
  const password = keys.nats[keeperUser];
  if (!password) throw new Error('no bus password was made for the keeper');
  return { servers: addresses.nats, password, logLevel };
}

/** Writes what a platform process is to run, in a file for it alone. @returns its path */
export function writeOrders(
  folder: Folder,
  host: HostName,
  port: number,
  { keys, addresses, settings }: { keys: Keys; addresses: Addresses; settings: Settings },
): Promise<string> {
  const orders: Orders = {
    host,
    // What nobody calls from outside has a port for its health alone, which nobody else needs to reach.
    env: { PURSER_PORT: String(port), PURSER_HOST: host === 'edge' ? settings.host : '127.0.0.1' },
    services: Object.fromEntries(
      hosts[host].map(({ name }) => [name, serviceEnvironment(name, keys, addresses, settings)]),
    ),
    ...(host === keeperHost && { keeper: keeperOrders(keys, addresses, settings) }),
  };
  return write(folder, host, orders);
}

export function writeSandboxOrders(
  folder: Folder,
  keys: Keys,
  listen: { port: number; hostname: string; publicUrl: string; mailPort: number },
): Promise<string> {
  return write(folder, 'sandbox', {
    ...listen,
    dir: folder.sandbox,
    ...keys.stripe,
    mailUser: keys.mail.user,
    mailPassword: keys.mail.password,
    xeroClientId: keys.xero.clientId,
    xeroClientSecret: keys.xero.clientSecret,
  } satisfies SandboxOrders);
}

async function write(folder: Folder, name: string, orders: Orders | SandboxOrders): Promise<string> {
  const path = join(folder.children, `${name}.json`);
  await writePrivate(path, JSON.stringify(orders));
  return path;
}

/** What a child sees of our own environment: nothing of ours, and where its orders are. */
export function childEnvironment(stackFile: string): Record<string, string | undefined> {
  const set = passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]] as const]));
  return { ...Object.fromEntries(set), NODE_ENV: 'production', PURSER_STACK_FILE: stackFile };
}

const passedOn = [
  'PATH',
  'HOME',
  'LANG',
  'TZ',
  'TMPDIR',
  'SSL_CERT_FILE',
  'NODE_EXTRA_CA_CERTS',
  'NODE_OPTIONS',
  'NODE_COMPILE_CACHE',
] as const;
