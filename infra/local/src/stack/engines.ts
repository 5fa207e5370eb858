import { type Contracts, keeperPermissions, keeperUser, natsAuthorization, natsPermissions } from '@purser/bus';
import { serviceNames } from '@purser/contracts';
import { type Death, type Engine, startNats, startPostgres, startRedis } from '@purser/engines';
import { keepUp } from '../supervise/keepUp.ts';
import type { Folder } from './folder.ts';
import type { Keys } from './keys.ts';

/** An engine of ours, started again whenever it dies; or somebody's server, of which only the address is ours. */
export type Part = {
  url: string;
  pid(): number | undefined;
  stop(): Promise<void>;
  kill(): Promise<void>;
};

type Told = { log: (line: string) => void; onDeath: (death: Death) => void };
type Started = Engine & { url: string };

export function startOwnPostgres(folder: Folder, keys: Keys, tell: (line: string) => void): Promise<Part> {
  return keptEngine('PostgreSQL', tell, (told) =>
    startPostgres({ dir: folder.postgres, superuserPassword: keys.superuser, ...told }),
  );
}

export function startOwnNats(
  folder: Folder,
  keys: Keys,
  contracts: Contracts,
  tell: (line: string) => void,
): Promise<Part> {
  const config = busAuthorization(keys, contracts);
  return keptEngine('NATS', tell, (told) => startNats({ dir: folder.nats, config, ...told }));
}

/** The users of the bus: the services, the gateway, and the keeper. */
export const busUsers: readonly string[] = [...serviceNames, keeperUser];

/** What the NATS server's configuration says of the services and the keeper: who they are and what each may do. */
export function busAuthorization({ nats }: Keys, contracts: Contracts): string {
  const users = Object.entries(nats).map(([user, password]) => {
    const permissions = user === keeperUser ? keeperPermissions(contracts) : natsPermissions(user, contracts);
    return [user, { password, permissions }] as const;
  });
  return natsAuthorization(Object.fromEntries(users));
}

export function startOwnRedis(folder: Folder, keys: Keys, tell: (line: string) => void): Promise<Part> {
  return keptEngine('Redis', tell, (told) => startRedis({ dir: folder.redis, password: keys.redis, ...told }));
}

export function elsewhere(url: string): Part {
  return { url, pid: () => undefined, stop: async () => {}, kill: async () => {} };
}

async function keptEngine(
  name: string,
  tell: (line: string) => void,
  start: (told: Told) => Promise<Started>,
): Promise<Part> {
  const kept = keepUp(name, () => engine.restart(), tell);
  const engine = await start({
    log: tell,
    onDeath: ({ signal, code }) => kept.fell(signal ?? `code ${code}`),
  });
  return {
    url: engine.url,
    pid: () => (engine.isRunning ? engine.pid : undefined),
    stop: async () => {
      await kept.end();
      await engine.stop();
    },
    kill: async () => {
      const over = kept.end();
      await engine.kill();
      await over;
      await engine.kill();
    },
  };
}
