import { contracts } from '@purser/contracts';
import type { Steps } from '../print/steps.ts';
import { elsewhere, type Part, startOwnNats, startOwnPostgres, startOwnRedis } from './engines.ts';
import type { Folder } from './folder.ts';
import type { Keys } from './keys.ts';
import type { Opened } from './opened.ts';
import type { Settings } from './settings.ts';

export type EngineAddresses = { postgres: string; nats: string; redis: string };

/** The three servers: those whose address was given are taken as they are, the others are started here. */
export async function startEngines(
  folder: Folder,
  settings: Settings,
  keys: Keys,
  { step, note }: Steps,
  opened: Opened,
): Promise<EngineAddresses> {
  const { postgresAdminUrl, natsUrl, redisUrl } = settings;
  const part = (name: string, given: string | undefined, start: () => Promise<Part>) =>
    step(
      name,
      async () => {
        const started = given === undefined ? await start() : elsewhere(given);
        opened.parts.set(name, started);
        return started.url;
      },
      (url) => `${new URL(url).host}${given === undefined ? '' : ' (given)'}`,
    );
  const started = await Promise.allSettled([
    part('PostgreSQL', withPassword(postgresAdminUrl, keys.superuser), () => startOwnPostgres(folder, keys, note)),
    part('NATS', natsUrl, () => startOwnNats(folder, keys, contracts, note)),
    part('Redis', withPassword(redisUrl, keys.redis), () => startOwnRedis(folder, keys, note)),
  ]);
  const [postgres, nats, redis] = started.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
  if (!postgres || !nats || !redis) throw new Error('an engine has no address');
  return { postgres, nats, redis };
}

/** An address that comes without a password means that the server was given ours. */
function withPassword(address: string | undefined, password: string): string | undefined {
  if (address === undefined) return undefined;
  const url = new URL(address);
  if (url.password === '') url.password = password;
  return url.href;
}
