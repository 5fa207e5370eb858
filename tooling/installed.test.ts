import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Files, writeFiles } from './healthyRepository.ts';

const installed = join(import.meta.dirname, 'installed.ts');
const lock = (packages: object): string => JSON.stringify({ packages });

async function exitCode(files: Files): Promise<number | string | null | undefined> {
  const root = await mkdtemp(join(tmpdir(), 'purser-installed-'));
  try {
    await writeFiles(root, files);
    return await new Promise((done) => {
      execFile(process.execPath, [installed], { cwd: root }, (error) => done(error === null ? 0 : error.code));
    });
  } finally {
    await rm(root, { recursive: true });
  }
}

const wanted = {
  '': {},
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b': { version: '1.0.0', optional: true },
};
const found = { 'node_modules/a': { version: '1.0.0' } };

test.each([
  ['what the lockfile asks for is there, but for another platform', found, 0],
  ['a package is missing', {}, 1],
  ['a package has another version', { 'node_modules/a': { version: '1.0.1' } }, 1],
  ['an optional package has another version', { ...found, 'node_modules/b': { version: '2.0.0' } }, 1],
])('%s', async (_, packages, expected) => {
  const files = { 'package-lock.json': lock(wanted), 'node_modules/.package-lock.json': lock(packages) };
  expect(await exitCode(files)).toBe(expected);
});

test('nothing is installed', async () => {
  expect(await exitCode({ 'package-lock.json': lock(wanted) })).toBe(1);
});
