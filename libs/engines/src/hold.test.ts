import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holdFolder, mustBeDown } from './hold.ts';
import { identify } from './processes.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const quiet = { stopSignal: 'SIGTERM' as const, log: () => {} };

/** A process number that lives and is not the one that was meant: reuse after a restart of the machine. */
const reused = { pid: process.pid, started: 'before the last boot' };

test('a folder has one holder at a time, and is free when released', async () => {
  await using folder = await temporaryFolder();
  const hold = await holdFolder(folder.path, quiet);
  await expect(holdFolder(folder.path, quiet)).rejects.toMatchObject({ code: 'inUse' });
  await expect(mustBeDown(folder.path)).rejects.toMatchObject({ code: 'inUse' });
  await hold.release();
  await mustBeDown(folder.path);
  expect(await readdir(folder.path)).toEqual([]);
});

test.each([
  ['of processes whose numbers others have now', JSON.stringify({ id: 'x', starter: reused, server: reused })],
  ['of a start that never came to a server', JSON.stringify({ id: 'x', starter: reused })],
  [
    'of a server that has ended under a living starter',
    JSON.stringify({ id: 'x', starter: identify(process.pid), server: reused }),
  ],
  ['torn by a power cut', '{"id":"x","star'],
])('a claim %s does not hold', async (_of, claim) => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'running.json'), claim);
  const hold = await holdFolder(folder.path, quiet);
  await hold.release();
});

test('a late release leaves the next holder its claim', async () => {
  await using folder = await temporaryFolder();
  const late = await holdFolder(folder.path, quiet);
  await late.serverIs(reused);
  const next = await holdFolder(folder.path, quiet);
  await late.release();
  await expect(holdFolder(folder.path, quiet)).rejects.toMatchObject({ code: 'inUse' });
  await next.release();
});
