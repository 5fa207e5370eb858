import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startEngine } from './engine.ts';
import type { EngineKind } from './engineKind.ts';
import type { Home } from './home.ts';
import { ask } from './loopback.ts';
import { anyFreePort } from './ports.ts';
import { identify } from './processes.ts';
import { readableNode } from './readableNode.ts';
import { temporaryFolder } from './temporaryFolder.ts';

/** A server of a few lines, which says its process number to whoever connects. */
const SERVER = `
const [, , port, ...moods] = process.argv;
const say = (socket) => socket.end(process.pid + '\\n');
if (moods.includes('stubborn')) process.on('SIGTERM', () => {});
if (!moods.includes('silent')) require('node:net').createServer(say).listen(Number(port), '127.0.0.1');
setInterval(() => {}, 1000);
`;

async function tinyKind(
  folder: string,
  tiny: { moods?: string[]; wish?: number; onPrepare?: (home: Home, port: number) => Promise<unknown> },
) {
  const node = await readableNode(folder);
  const program = join(folder, 'server.cjs');
  await writeFile(program, SERVER);
  const kind: EngineKind = {
    name: 'redis',
    stopSignal: 'SIGTERM',
    wishedPorts: [tiny.wish],
    async prepare(home, [port = 0]) {
      await tiny.onPrepare?.(home, port);
      return { file: node, args: [program, String(port), ...(tiny.moods ?? [])] };
    },
    isReady: async (_home, [port = 0], pid) =>
      (await ask(port, { say: '', isWhole: (heard) => heard.endsWith('\n') })) === `${pid}\n`,
  };
  return kind;
}

test('a port lost between the look and the start costs a try and no more', async () => {
  await using folder = await temporaryFolder();
  const wish = await anyFreePort();
  const thief = createServer();
  const kind = await tinyKind(folder.path, {
    wish,
    onPrepare: async (_home, port) => {
      if (port === wish && !thief.listening)
        await new Promise<void>((resolve) => thief.listen(port, '127.0.0.1', resolve));
    },
  });
  const { engine } = await startEngine(kind, { dir: join(folder.path, 'tiny') });
  expect(engine.port).not.toBe(wish);
  await engine.stop();
  await new Promise((resolve) => thief.close(resolve));
});

test('a server that is not ready in time is killed, and the folder is free again', async () => {
  await using folder = await temporaryFolder();
  const dir = join(folder.path, 'tiny');
  const slow = startEngine(await tinyKind(folder.path, { moods: ['silent', 'stubborn'] }), {
    dir,
    startTimeout_ms: 300,
  });
  await expect(slow).rejects.toMatchObject({ code: 'failed', message: expect.stringContaining('not ready in time') });
  const { engine } = await startEngine(await tinyKind(folder.path, {}), { dir });
  await engine.stop();
});

test('a server that will not stop is killed when its time is over', async () => {
  await using folder = await temporaryFolder();
  const kind = await tinyKind(folder.path, { moods: ['stubborn'] });
  const { engine } = await startEngine(kind, { dir: join(folder.path, 'tiny'), stopTimeout_ms: 200 });
  await engine.stop();
  expect(await engine.exited).toEqual({ code: null, signal: 'SIGKILL' });
  expect(identify(engine.pid)).toBeUndefined();
});

test('of two starts at the same moment one is refused', async () => {
  await using folder = await temporaryFolder();
  const kind = await tinyKind(folder.path, {});
  const both = await Promise.allSettled([1, 2].map(() => startEngine(kind, { dir: join(folder.path, 'tiny') })));
  const [refused] = both.filter((one) => one.status === 'rejected');
  const [started] = both.filter((one) => one.status === 'fulfilled');
  expect(refused?.reason).toMatchObject({ code: 'inUse' });
  await started?.value.engine.stop();
});

test('a server sees nothing of our environment', async () => {
  await using folder = await temporaryFolder();
  process.env.PURSER_TEST_SECRET = 'zq7-secret';
  const { engine } = await startEngine(await tinyKind(folder.path, {}), { dir: join(folder.path, 'tiny') });
  delete process.env.PURSER_TEST_SECRET;
  expect(await readFile(`/proc/${engine.pid}/environ`, 'utf8')).not.toContain('zq7-secret');
  await engine.stop();
});
