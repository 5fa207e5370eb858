import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contracts } from '@purser/contracts';
import { services } from './hosts.ts';
import type { Steps } from './print/steps.ts';
import { busAuthorization, busUsers } from './stack/engines.ts';
import { openFolder } from './stack/folder.ts';
import type { Keys } from './stack/keys.ts';
import { openKeys } from './stack/keysFile.ts';
import { Refusal } from './stack/refusal.ts';
import type { Settings } from './stack/settings.ts';

/**
 * For servers that are started by somebody else, as by docker compose: makes the stack's keys, and writes for each server
 * what it needs of them into a folder that it alone sees. Those run under accounts of their own, so the files can be read
 * by anyone who has the folder.
 */
export async function writeServerSecrets(settings: Settings, into: string | undefined, steps: Steps): Promise<number> {
  if (!into) throw new Refusal('Name the folder that the servers’ secrets go to: --server-secrets <folder>');
  const folder = await openFolder(settings.dir ?? settings.defaultDir);
  const names = services.map(({ name }) => name);
  const { keys, saveAdded } = await openKeys(folder, names, busUsers);
  await saveAdded();
  for (const [path, text] of Object.entries(serverFiles(keys))) {
    await mkdir(join(into, path, '..'), { recursive: true });
    await writeFile(join(into, path), text, { mode: 0o644 });
  }
  steps.line(`The servers' secrets are in ${into}.`);
  return 0;
}

/** What the servers read, by where it lies in the folder. */
function serverFiles(keys: Keys): Record<string, string> {
  return {
    'postgres/password': keys.superuser,
    'nats/nats.conf': [
      'listen: "0.0.0.0:4222"',
      'http: "0.0.0.0:8222"',
      'max_payload: 4194304',
      'jetstream { store_dir: "/data" }',
      busAuthorization(keys, contracts),
    ].join('\n'),
    'redis/redis.conf': [
      'bind 0.0.0.0',
      `requirepass ${keys.redis}`,
      'dir /data',
      'appendonly yes',
      'appendfsync everysec',
      'save ""',
      'maxmemory-policy noeviction',
      '',
    ].join('\n'),
  };
}
