import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { choosePorts } from './ports.ts';

let dir: string;
let path: string;
const held: Server[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'purser-ports-'));
  path = join(dir, 'ports.json');
});
afterEach(async () => {
  for (const server of held.splice(0)) await new Promise((done) => server.close(done));
  await rm(dir, { recursive: true });
});

const host = '127.0.0.1';
const hold = (port: number) =>
  new Promise<Server>((resolve) => {
    const server = createServer();
    held.push(server);
    server.listen({ port, host }, () => resolve(server));
  });

test('the wished port is taken while it is free', async () => {
  const { edge: free } = await choosePorts(path, host, { edge: 0 });
  expect(await choosePorts(path, host, { edge: free })).toEqual({ edge: free });
});

test('a taken port is avoided, and the one taken instead is remembered after it is free again', async () => {
  const { edge: wished } = await choosePorts(path, host, { edge: 0 });
  const stranger = await hold(wished);
  const moved = await choosePorts(path, host, { edge: wished });
  expect(moved.edge).not.toBe(wished);
  await new Promise((done) => stranger.close(done));
  held.length = 0;
  expect(await choosePorts(path, host, { edge: wished })).toEqual(moved);
});

test('a new wish counts for more than the port of the last start', async () => {
  const { edge: first, sandbox: other } = await choosePorts(path, host, { edge: 0, sandbox: 0 });
  expect(await choosePorts(path, host, { edge: other })).toEqual({ edge: other });
  expect(first).not.toBe(other);
});

test('two names never get the same port', async () => {
  const { edge: wished } = await choosePorts(path, host, { edge: 0 });
  const { edge, sandbox } = await choosePorts(path, host, { edge: wished, sandbox: wished });
  expect(edge).not.toBe(sandbox);
});
