import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Folder, openFolder } from './folder.ts';
import { keepApart } from './liveFolder.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await openFolder(await mkdtemp(join(tmpdir(), 'purser-live-')));
});
afterEach(() => rm(folder.root, { recursive: true, force: true }));

test('a folder of real money is never started with sandboxes, and goes on being started live', async () => {
  await keepApart(folder, true);
  await keepApart(folder, true);
  await expect(keepApart(folder, false)).rejects.toThrow('scripts/start --live');
});

test('real money does not go where a demo was played or a sandbox has data, and keys made ahead are no matter', async () => {
  await writeFile(folder.keys, '{}');
  await keepApart(folder, false);
  await writeFile(join(folder.sandbox, 'stripe.db'), '');
  await expect(keepApart(folder, true)).rejects.toThrow('PURSER_DIR names another');
  await rm(join(folder.sandbox, 'stripe.db'));
  await writeFile(folder.demo, '{}');
  await expect(keepApart(folder, true)).rejects.toThrow('PURSER_DIR names another');
  await rm(folder.demo);
  await keepApart(folder, true);
});
