import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { afterEach, expect, it } from 'vitest';
import { startReceiver, until } from './receiver.ts';
import { publishableKey, secretKey, startTestbed, type Testbed } from './testbed.ts';

const main = new URL('../src/main.ts', import.meta.url).pathname;
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

/** The sandbox as a process of its own, ready to answer. */
async function startProcess(dir: string, port: number): Promise<ChildProcess> {
  const env = {
    ...process.env,
    PURSER_SANDBOX_DIR: dir,
    PURSER_SANDBOX_PORT: String(port),
    PURSER_SANDBOX_SECRET_KEY: secretKey,
    PURSER_SANDBOX_PUBLISHABLE_KEY: publishableKey,
    PURSER_SANDBOX_WEBHOOK_RETRIES: 'fast',
    PURSER_SANDBOX_MAIL_PORT: '0',
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  children.push(child);
  await until('the sandbox process', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/_sandbox/health`).catch(() => undefined);
    return answer?.ok ? true : undefined;
  });
  return child;
}

it('49: after a SIGKILL in the middle of a burst no acknowledged request is lost and every owed webhook arrives', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-kill-'));
  const port = await freePort();
  const shop = await startReceiver();
  // Nothing is delivered before the kill: all that arrives was owed over it.
  shop.answerWith((response) => response.writeHead(503).end());
  let child = await startProcess(dir, port);
  const stripe = new Stripe(secretKey, {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
  await stripe.webhookEndpoints.create({ url: shop.url, enabled_events: ['customer.created'] });

  const acknowledged = new Map<string, string>();
  let dead = false;
  const burst = Array.from({ length: 8 }, async (_, worker) => {
    for (let i = 0; !dead; i++) {
      const key = `burst-${worker}-${i}`;
      const made = await stripe.customers.create({ name: key }, { idempotencyKey: key }).catch(() => undefined);
      if (made) acknowledged.set(key, made.id);
    }
  });
  await until('some acknowledged requests', () => (acknowledged.size >= 200 ? true : undefined));
  child.kill('SIGKILL');
  await once(child, 'exit');
  dead = true;
  await Promise.all(burst);
  shop.received.length = 0;
  shop.answerWith((response) => response.writeHead(200).end());

  child = await startProcess(dir, port);
  const stored = new Set<string>();
  for await (const customer of stripe.customers.list({ limit: 100 })) stored.add(customer.id);
  for (const id of acknowledged.values()) expect(stored).toContain(id);
  const [key = '', id] = [...acknowledged].at(-1) ?? [];
  expect((await stripe.customers.create({ name: key }, { idempotencyKey: key })).id).toBe(id);

  await until(
    'every webhook',
    () => {
      const told = new Set(
        shop.received.map(({ event }) => (event.type === 'customer.created' ? event.data.object.id : '')),
      );
      return [...stored].every((customer) => told.has(customer)) ? true : undefined;
    },
    30_000,
  );
  child.kill('SIGTERM');
  await once(child, 'exit');
  await shop.stop();
  await rm(dir, { recursive: true, force: true });
}, 60_000);

it('49: clock, faults, accounts, objects and keys survive a restart', async () => {
  const bed = await startTestbed();
  const { id } = await bed.stripe.customers.create({ name: 'kept' }, { idempotencyKey: 'kept' });
  await bed.admin('POST', '/accounts', { id: 'acct_kept1' });
  await bed.admin('POST', '/clock', { advance_ms: 86_000_000 });
  await bed.admin('POST', '/faults', { path: '/v1/customers', status: 500, count: 1 });
  await bed.restart();
  expect(await bed.admin('GET', '/clock')).toMatchObject({ offset_ms: 86_000_000 });
  expect(await bed.admin('GET', '/faults')).toHaveLength(1);
  await bed.admin('DELETE', '/faults');
  expect((await bed.stripe.customers.create({ name: 'kept' }, { idempotencyKey: 'kept' })).id).toBe(id);
  expect((await bed.stripe.customers.create({}, { stripeAccount: 'acct_kept1' })).object).toBe('customer');
  expect((await bed.stripe.customers.create({})).id).not.toBe(id);
  await bed.stop();
});

it('49: the same seed and the same calls give the same ids, after a reset too', async () => {
  const ids = async ({ stripe }: Testbed) => {
    const customer = await stripe.customers.create({});
    const intent = await stripe.paymentIntents.create({ amount: 100, currency: 'usd' });
    return [customer.id, intent.id, intent.client_secret];
  };
  const [one, same, other] = await Promise.all([
    startTestbed({}, 'one'),
    startTestbed({}, 'one'),
    startTestbed({}, 'two'),
  ]);
  const first = await ids(one);
  expect(await ids(same)).toEqual(first);
  expect(await ids(other)).not.toEqual(first);
  await other.admin('POST', '/reset', { seed: 'one' });
  expect(await ids(other)).toEqual(first);
  await Promise.all([one, same, other].map((bed) => bed.stop()));
});
