import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { anyFreePort, choosePorts, isFree } from './ports.ts';
import { recallPorts, rememberPorts } from './rememberedPorts.ts';
import { temporaryFolder } from './temporaryFolder.ts';

async function listening(host: string, port: number) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return { [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

test.each(['127.0.0.1', '0.0.0.0', '::'])('a port on which somebody listens at %s is not free', async (host) => {
  const port = await anyFreePort();
  expect(await isFree(port)).toBe(true);
  await using _taken = await listening(host, port);
  expect(await isFree(port)).toBe(false);
});

test('a port no client connection can be given is chosen, the best wish that is free first, none twice', async () => {
  const [taken, free] = [await anyFreePort(), await anyFreePort()];
  await using _taken = await listening('127.0.0.1', taken);
  const chosen = await choosePorts([[taken, free], [free], []]);
  expect(chosen[0]).toBe(free);
  expect(new Set(chosen).size).toBe(3);
  for (const port of chosen) expect(port).toBeLessThan(32_768);
});

test('the port of the last start comes before the same wish, and after a new one', async () => {
  await using folder = await temporaryFolder();
  const recall = (wished: (number | undefined)[]) => recallPorts(folder.path, 'redis', wished);
  expect(await recall([6379])).toEqual([[6379]]);
  expect(await recall([undefined])).toEqual([[]]);
  await rememberPorts(folder.path, 'redis', [6379], [17_000]);
  expect(await recall([6379])).toEqual([[17_000, 6379]]);
  expect(await recall([6400])).toEqual([[6400, 17_000]]);
  expect(await recall([undefined])).toEqual([[17_000]]);
  await rememberPorts(folder.path, 'redis', [undefined], [17_001]);
  expect(await recall([undefined])).toEqual([[17_001]]);
  expect(await recall([0])).toEqual([[17_001]]);
});

test('a folder another kind of engine has used is refused', async () => {
  await using folder = await temporaryFolder();
  await rememberPorts(folder.path, 'redis', [], []);
  await expect(recallPorts(folder.path, 'nats', [])).rejects.toMatchObject({ code: 'foreign' });
});
