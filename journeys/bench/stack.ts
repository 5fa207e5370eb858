import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  busMigrations,
  type Client,
  createClient,
  keeperPermissions,
  keeperUser,
  natsAuthorization,
  natsPermissions,
  natsTransport,
  type Permissions,
  startKeeper,
} from '@purser/bus';
import { systemClock } from '@purser/clock';
import { contracts } from '@purser/contracts';
import {
  connect,
  createDatabase,
  dbMigrations,
  migrate,
  platformMigrations,
  readMigrations,
  roleUrl,
  setUpRoles,
} from '@purser/db';
import { type Engine, removeEngine, startNats, startPostgres, startRedis } from '@purser/engines';
import { filesMigrations } from '@purser/files';
import { masterKey, randomToken, wireKeys } from '@purser/vault';
import { type Program, startProgram } from './children.ts';

const prefix = 'bench';
/** Where files are kept: a schema that several services are let into. */
const filesSchema = 'files';
const servicesFolder = new URL('../../services/', import.meta.url);

export type Stack = {
  folder: string;
  /** Of the database, for its owner. */
  adminUrl: string;
  natsUrl: string;
  natsPassword(user: string): string;
  /** Speaks as the gateway, over NATS. */
  gateway(reply_ms?: number): Promise<Client>;
  /** Starts a service in a process of its own, as it runs in production. */
  service(name: string, env?: Record<string, string>): Promise<Program>;
  stop(): Promise<void>;
};

/** Users of NATS that are no service of ours, and what they may do. */
type Guests = Record<string, Permissions>;

/**
 * The platform's servers in a temporary folder, as `scripts/start` has them: every write to PostgreSQL is on disk before it
 * is confirmed, each service has its own roles and NATS user.
 */
export async function openStack(guests: Guests = {}): Promise<Stack> {
  const folder = await mkdtemp(join(tmpdir(), 'purser-bench-'));
  const dirs = { postgres: join(folder, 'postgres'), nats: join(folder, 'nats'), redis: join(folder, 'redis') };
  const engines: Engine[] = [];
  const closing: (() => Promise<void>)[] = [];
  const stop = async () => {
    await Promise.all(closing.map((close) => close()));
    await Promise.all(engines.map((engine) => engine.stop()));
    for (const dir of Object.values(dirs)) await removeEngine(dir);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const names = (await readdir(servicesFolder)).sort();
    const passwords = Object.fromEntries(
      [...names, 'gateway', keeperUser, ...Object.keys(guests)].map((name) => [name, randomToken()]),
    );
    const users = Object.entries(passwords).map(([name, password]) => {
      const permissions =
        guests[name] ?? (name === keeperUser ? keeperPermissions(contracts) : natsPermissions(name, contracts));
      return [name, { password, permissions }] as const;
    });
    const postgres = await startPostgres({ dir: dirs.postgres, superuserPassword: randomToken() });
    engines.push(postgres);
    const nats = await startNats({ dir: dirs.nats, config: natsAuthorization(Object.fromEntries(users)) });
    engines.push(nats);
    const keeper = await startKeeper({ servers: nats.url, password: passwords[keeperUser] ?? '', contracts });
    closing.push(keeper.close);
    const redis = await startRedis({ dir: dirs.redis, password: randomToken() });
    engines.push(redis);
    const { adminUrl, roles } = await makeDatabase(postgres.url, names);
    const wire = randomToken();
    const masters = new Map(names.map((name) => [name, `m1:${randomToken()}`]));
    const environment = (name: string): Record<string, string> => ({
      PURSER_MODE: 'sandbox',
      PURSER_DATABASE_URL: roleUrl(adminUrl, prefix, name, 'runtime', roles[name]?.runtime ?? ''),
      PURSER_RELAY_DATABASE_URL: roleUrl(adminUrl, prefix, name, 'relay', roles[name]?.relay ?? ''),
      PURSER_NATS_URL: nats.url,
      PURSER_NATS_USER: name,
      PURSER_NATS_PASSWORD: passwords[name] ?? '',
      PURSER_FILES_URL: roleUrl(adminUrl, prefix, filesSchema, 'runtime', roles[filesSchema]?.runtime ?? ''),
      PURSER_REDIS_URL: redis.url,
      PURSER_MASTER_KEYS: masters.get(name) ?? '',
      PURSER_WIRE_KEYS: `w1:${wire}`,
    });
    return {
      folder,
      adminUrl,
      natsUrl: nats.url,
      natsPassword: (user) => passwords[user] ?? '',
      gateway: async (reply_ms = 5000) => {
        const transport = await natsTransport({
          servers: nats.url,
          user: 'gateway',
          password: passwords.gateway ?? '',
        });
        closing.push(() => transport.close());
        const parts = { service: 'gateway', transport, wire: wireKeys(masterKey('w1', wire)), clock: systemClock };
        return createClient({ ...parts, reply_ms });
      },
      service: async (name, env = {}) => {
        const entry = new URL(`${name}/src/main.ts`, servicesFolder);
        const program = await startProgram(entry, { name, folder, env: { ...environment(name), ...env } });
        closing.push(program.stop);
        return program;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function makeDatabase(serverUrl: string, names: readonly string[]) {
  const roles = Object.fromEntries(
    [...names, filesSchema].map((name) => [name, { runtime: randomToken(), relay: randomToken() }]),
  );
  await setUpRoles(serverUrl, prefix, roles);
  await createDatabase(serverUrl, prefix);
  const url = new URL(serverUrl);
  url.pathname = `/${prefix}`;
  const shared = [...(await dbMigrations()), ...(await busMigrations())];
  const own = names.map(async (service) => ({
    service,
    migrations: [...shared, ...(await readMigrations(new URL(`${service}/migrations/`, servicesFolder)))],
  }));
  const platform = { service: 'platform', migrations: await platformMigrations() };
  const files = { service: filesSchema, migrations: await readMigrations(filesMigrations) };
  await migrate(url.href, prefix, [platform, files, ...(await Promise.all(own))], new Date());
  return { adminUrl: url.href, roles };
}

/** What decides how long a commit takes, as the server has it. */
export async function durability(adminUrl: string): Promise<Record<string, string>> {
  const { sql, close } = connect({ url: adminUrl, max: 1, name: 'bench' });
  const names = ['fsync', 'synchronous_commit', 'wal_sync_method', 'full_page_writes', 'shared_buffers'];
  const rows = await sql<{ name: string; value: string }[]>`
    select name, current_setting(name) as value from pg_settings where name = any(${[...names, 'server_version']}) order by name`;
  await close();
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
