import { spawnSync } from 'node:child_process';
import { chmod, chown, copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programThere } from '@purser/engines';
import { expect, test } from 'vitest';
import { startIn } from './runningStart.fixture.ts';

test('--once brings everything up, sees every step of the main job, and leaves nothing behind', async () => {
  const way = (await programThere('chromium')) ? 'in Chromium' : 'on the bus';
  const once = startIn('', ['--once']);
  expect(await once.ended, once.printed()).toBe(0);
  const acts = [
    'invoice is issued',
    'half is paid by card',
    'a card is declined',
    'the rest, 3D Secure',
    'the books balance',
  ];
  for (const act of acts) expect(once.printed()).toContain(`✓ ${act}`);
  expect(once.printed()).toContain(`Miller & Daughters Ltd, ${way}`);
  expect(once.printed()).toContain('Every step was seen.');
  expect(once.printed()).not.toContain('✗');
});

test('what it does not know it says how to use', async () => {
  const asked = startIn('', ['--twice']);
  expect(await asked.ended).toBe(2);
  expect(asked.printed()).toContain('scripts/start --once');
});

/** Somebody without rights, who is to be had only under root; else we are ordinary enough ourselves. */
const nobody = { uid: 65_534, gid: 65_534 };
const here = fileURLToPath(new URL('.', import.meta.url));
const canRead = spawnSync('test', ['-r', here], process.getuid?.() === 0 ? nobody : {}).status === 0;

test.runIf(process.getuid?.() === 0 && canRead)(
  '--once works for an ordinary user, who writes only to his own folders',
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'purser-nobody-'));
    try {
      await chmod(home, 0o755);
      // Ours may lie in a home that others cannot enter.
      const node = join(home, 'node');
      await copyFile(process.execPath, node);
      await mkdir(join(home, 'own'));
      await chown(join(home, 'own'), nobody.uid, nobody.gid);
      const own = { HOME: join(home, 'own'), TMPDIR: join(home, 'own') };
      const once = startIn('', ['--once'], own, { node, ...nobody });
      expect(await once.ended, once.printed()).toBe(0);
      // A cache is what may stay: the servers, where this machine had none.
      expect((await readdir(join(home, 'own'))).filter((name) => name !== '.cache')).toEqual([]);
    } finally {
      await rm(home, { recursive: true });
    }
  },
);
