import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { invoicing as contract } from '@purser/contracts';
import { isFault } from '@purser/fault';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openGateway } from './play/gateway.ts';
import { isAlive } from './processes.fixture.ts';
import { newDir, processesOf, removeDir, type Started, startIn } from './runningStart.fixture.ts';
import { runningStack, type Status } from './stack/claim.ts';
import { openFolder } from './stack/folder.ts';
import { keysSchema } from './stack/keys.ts';

/** One folder whose stack is started, hurt, ended and started again; each test leaves it as the next expects it. */
let dir: string;
let running: Started;
let status: Status;
/** Of the first start. */
let keys: string;
let demo: string;

const endpoints = z.object({ data: z.array(z.object({ url: z.url() })) });
const played = z.object({ tenantId: z.string(), invoice: z.object({ invoiceId: z.string() }) });

/** Any ports, so that nothing else on this machine is in the way. */
const anyPorts = { PURSER_PORT: '0', PURSER_SANDBOX_PORT: '0', PURSER_SMTP_PORT: '0' };
const read = (file: string) => readFile(join(dir, file), 'utf8');
const now = async () => (await runningStack(await openFolder(dir))) ?? { ...status, state: 'stopping', processes: {} };

const reaches = (url: string) => fetch(url).then(({ status: code }) => code, String);

/** Asked over the bus as the gateway would; a fault that passes is its code. */
async function invoiceStatus(): Promise<string> {
  const { servers } = await now();
  const addresses = { nats: `nats://${servers.NATS}` };
  const gateway = await openGateway({ keys: keysSchema.parse(JSON.parse(keys)), addresses }).catch(String);
  if (typeof gateway === 'string') return gateway;
  try {
    const { tenantId: tenant, invoice } = played.parse(JSON.parse(demo));
    const staff = { tenant, actor: { kind: 'staff' as const, id: newId(), roles: ['owner' as const] } };
    const { invoiceId } = invoice;
    const { status: seen } = await gateway.client.query(
      contract.getInvoice,
      { invoiceId },
      { ...staff, timeout_ms: 2_000 },
    );
    return seen;
  } catch (error) {
    if (isFault(error) && error.passing) return error.code;
    throw error;
  } finally {
    await gateway.close();
  }
}

beforeAll(async () => {
  dir = await newDir();
  running = startIn(dir, [], anyPorts);
  status = await running.up();
  [keys, demo] = [await read('keys.json'), await read('demo.json')];
});
afterAll(async () => {
  running.process.kill('SIGKILL');
  await running.ended;
  const isOver = until('nothing of it runs', async () => (await processesOf(dir)).length === 0);
  await isOver.catch(async (error: unknown) => {
    for (const pid of await processesOf(dir)) process.kill(pid, 'SIGKILL');
    throw error;
  });
  await removeDir(dir);
});

test('a first start plays the main job and serves', async () => {
  expect(running.printed()).toMatch(/HIT-\d{4} is paid/);
  expect(await (await fetch(`${status.edge}/healthz`)).text()).toBe('ok');
  const processes = ['NATS', 'PostgreSQL', 'Redis', 'edge', 'sandbox', 'work'];
  expect(Object.keys(status.processes).sort()).toEqual(processes);
});

test('no secret is printed, nor logged', async () => {
  const { superuser, redis, wire, masters, nats, roles, stripe } = JSON.parse(keys);
  const secrets = [superuser, redis, wire, stripe.secretKey, ...Object.values(masters), ...Object.values(nats)];
  secrets.push(...Object.values<Record<string, string>>(roles).flatMap((role) => Object.values(role)));
  const logs = await Promise.all(['edge', 'work', 'sandbox'].map((name) => read(`logs/${name}.log`)));
  const printed = [running.printed(), ...logs].join('\n');
  expect(secrets.filter((secret) => printed.includes(secret))).toEqual([]);
});

test('a second start in the same folder says that it is running, and where', async () => {
  const second = startIn(dir, [], anyPorts);
  expect(await second.ended).toBe(1);
  expect(second.printed()).toContain(`as process ${running.process.pid}`);
  expect(second.printed()).toContain(`${status.edge}`);
  expect(second.printed()).toContain(`${status.sandbox}/_sandbox/`);
  expect(isAlive(status.processes.edge ?? 0)).toBe(true);
});

test.each(['edge', 'work', 'sandbox', 'PostgreSQL', 'NATS', 'Redis'])('%s is up again after SIGKILL', async (name) => {
  const before = (await now()).processes[name] ?? 0;
  process.kill(before, 'SIGKILL');
  await until(
    `another ${name}`,
    async () => {
      const pid = (await now()).processes[name];
      return pid !== undefined && pid !== before && isAlive(pid);
    },
    40_000,
  );
  await until('webhooks are taken', async () => (await reaches(`${status.edge}/readyz`)) === 200, 40_000);
  await until('the sandbox answers', async () => (await reaches(`${status.sandbox}/_sandbox/health`)) === 200, 40_000);
  await until('invoicing still knows the invoice', async () => (await invoiceStatus()) === 'paid', 40_000);
});

test('ctrl-C ends everything in good order and leaves no process behind', async () => {
  const { processes } = await now();
  running.process.kill('SIGINT');
  expect(await running.ended).toBe(0);
  expect(Object.entries(processes).filter(([, pid]) => isAlive(pid))).toEqual([]);
  expect(await processesOf(dir)).toEqual([]);
  expect(running.printed()).toContain('nothing is left running');
});

test('a next start keeps keys, data and addresses, and does not play again', async () => {
  running = startIn(dir, [], anyPorts);
  const again = await running.up();
  expect(await read('keys.json')).toBe(keys);
  expect(await read('demo.json')).toBe(demo);
  expect(running.printed()).toMatch(/database +up to date/);
  expect(running.printed()).not.toContain('HIT-');
  expect([again.edge, again.sandbox]).toEqual([status.edge, status.sandbox]);
});

test('a start that was killed leaves nothing running, and the next one is clean', async () => {
  running.process.kill('SIGKILL');
  await running.ended;
  running = startIn(dir, [], anyPorts);
  const again = await running.up();
  expect([again.edge, again.sandbox]).toEqual([status.edge, status.sandbox]);
  const ours = new Set([...Object.values(again.processes), again.pid]);
  // Engines have children of their own.
  const strangers = (await processesOf(dir)).filter((pid) => !ours.has(pid));
  const parents = await Promise.all(
    strangers.map(async (pid) => (await readFile(`/proc/${pid}/stat`, 'utf8')).split(' ')[3]),
  );
  expect(parents.filter((parent) => !ours.has(Number(parent)))).toEqual([]);
});

test('a second ctrl-C ends it at once', async () => {
  running.process.kill('SIGINT');
  await until('the first was heard', async () => (await now()).state !== 'running');
  running.process.kill('SIGINT');
  await running.ended;
  await until('nothing of it runs', async () => (await processesOf(dir)).length === 0, 15_000);
});

test('a taken port is avoided, and Stripe is told the new address', async () => {
  const port = Number(new URL(status.edge ?? '').port);
  const stranger = createServer();
  await new Promise<void>((resolve) => stranger.listen(port, '127.0.0.1', resolve));
  running = startIn(dir, [], anyPorts);
  const moved = await running.up();
  expect(moved.edge).not.toBe(status.edge);
  await new Promise((done) => stranger.close(done));
  const { stripe } = JSON.parse(keys);
  const answer = await fetch(`${moved.sandbox}/v1/webhook_endpoints`, {
    headers: { authorization: `Bearer ${stripe.secretKey}` },
  });
  const { data } = endpoints.parse(await answer.json());
  expect(data.map(({ url }) => new URL(url).origin)).toEqual([moved.edge]);
});

test('scripts/stop ends it', async () => {
  const stop = startIn(dir, ['--stop']);
  expect(await stop.ended).toBe(0);
  expect(await running.ended).toBe(0);
  expect(await processesOf(dir)).toEqual([]);
});

test('the keys of another stack are refused, and nothing is left running or changed', async () => {
  const parsed = JSON.parse(keys);
  const { superuser } = parsed;
  const turned = { ...parsed, masters: { ...parsed.masters, invoicing: parsed.masters.payments } };
  for (const wrong of [turned, { ...parsed, superuser: [...superuser].reverse().join('') }]) {
    await writeFile(join(dir, 'keys.json'), JSON.stringify(wrong));
    const refused = startIn(dir, [], anyPorts);
    expect(await refused.ended).toBe(1);
    expect(refused.printed()).toMatch(/keys\.json does not (belong to this data|open the database)/);
    expect(refused.printed()).not.toMatch(/^ +at /m);
    expect(await processesOf(dir)).toEqual([]);
  }
  await writeFile(join(dir, 'keys.json'), keys);
});
