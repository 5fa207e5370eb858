import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { debianRelease } from './fetchFromDebian.ts';
import { cacheFolder, findBinary } from './findBinary.ts';
import { run } from './run.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const onDebian = (await debianRelease()) !== undefined;
afterEach(() => vi.unstubAllEnvs());

test('an installed server is found, in the folders for servers too', async () => {
  const { path } = await findBinary('nats-server');
  expect((await run(path, ['--version'])).stdout).toMatch(/^nats-server: v\d/);
});

test.runIf(process.platform === 'linux')('where nothing can fetch it, the words name what to install', async () => {
  await using folder = await temporaryFolder();
  vi.stubEnv('PATH', folder.path);
  const search = findBinary('redis-server', { folders: [folder.path], cache: join(folder.path, 'cache') });
  await expect(search).rejects.toMatchObject({
    code: 'missing',
    message: expect.stringContaining('apt-get install redis-server'),
  });
});

test.runIf(onDebian)("a failed fetch is told in apt's words and leaves nothing in the cache", async () => {
  await using folder = await temporaryFolder();
  const cache = join(folder.path, 'cache');
  await mkdir(join(folder.path, 'sources'));
  const config = join(folder.path, 'apt.conf');
  await writeFile(config, `Dir::Etc::sourcelist "/dev/null"; Dir::Etc::sourceparts "${folder.path}/sources";\n`);
  vi.stubEnv('APT_CONFIG', config);
  const search = findBinary('redis-server', { folders: [], cache });
  await expect(search).rejects.toMatchObject({ code: 'missing', message: expect.stringMatching(/redis-server/) });
  expect(await readdir(cache)).toEqual([]);
});

test('the cache is where XDG says', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/somewhere' })).toBe('/somewhere/purser/engines');
});
