import { connect as connectNats } from '@nats-io/transport-node';
import type { Client } from '@purser/bus';
import { directory } from '@purser/contracts';
import { connect } from '@purser/db';
import { newId } from '@purser/message';
import { startProgram } from '../children.ts';
import { interleave, median, percentile, ratioOf } from '../figures.ts';
import { machine } from '../machine.ts';
import { durability, openStack, type Stack } from '../stack.ts';
import { expectEffects } from './effects.ts';

const rounds = 3;
/** Commands sent one after the other in a round, and how long a round with many at once lasts. */
const alone = 400;
const inFlight = 64;
const window_ms = 3000;
const warmUp = 600;

/** Sends one command and waits for its answer. */
type Ask = () => Promise<unknown>;

export async function benchCommands(note: (line: string) => void) {
  const guest = { publish: ['bare.insert'], subscribe: ['bare.insert', '_INBOX_bare.>'] };
  const stack = await openStack({ bare: guest });
  try {
    return await measure(stack, note);
  } finally {
    await stack.stop();
  }
}

export type CommandFigures = Awaited<ReturnType<typeof benchCommands>>;

async function measure(stack: Stack, note: (line: string) => void) {
  const settings = await durability(stack.adminUrl);
  await stack.service('directory');
  const tenant = newId();
  const made: string[] = [];
  const ours = customers(await stack.gateway(), tenant, made);
  const bare = await bareRequests(stack);
  const seen = {
    ours: { p50: [] as number[], rate: [] as number[] },
    bare: { p50: [] as number[], rate: [] as number[] },
  };
  const both = async <T>(measureOne: (ask: Ask) => Promise<T>) =>
    interleave<'ours' | 'bare', T>(rounds, { ours: () => measureOne(ours), bare: () => measureOne(bare.ask) });
  for (const ask of [ours, bare.ask]) await many(ask, { count: warmUp });
  const single = await both(oneByOne);
  const crowd = await both((ask) => many(ask, { window_ms }));
  for (const name of ['ours', 'bare'] as const) {
    seen[name].p50 = single[name].map((times) => percentile(times, 0.5));
    seen[name].rate = crowd[name];
    const show = (values: number[], digits: number) => values.map((v) => v.toFixed(digits)).join(', ');
    note(`${name.padEnd(5)} p50 ${show(seen[name].p50, 2)} ms   at ${inFlight} in flight ${show(crowd[name], 0)}/s`);
  }
  const effects = await expectEffects(stack.adminUrl, tenant, made);
  note(effects);
  await bare.close();
  return {
    ratio: ratioOf(seen.ours.p50, seen.bare.p50),
    sustained: ratioOf(seen.ours.rate, seen.bare.rate),
    p50_ms: median(seen.ours.p50),
    p99_ms: median(single.ours.map((times) => percentile(times, 0.99))),
    bare_p50_ms: median(seen.bare.p50),
    sustained_per_s: median(seen.ours.rate),
    bare_sustained_per_s: median(seen.bare.rate),
    in_flight: inFlight,
    commands: made.length,
    settings,
    machine: machine(),
  };
}

/** The whole road: gateway, NATS, router, a customer sealed under a key of their own, an event in the outbox. */
function customers(gateway: Client, tenant: string, made: string[]): Ask {
  return async () => {
    const customerId = newId();
    const input = { customerId, name: 'Northwind Traders Ltd', email: `${customerId}@example.com`, currency: 'GBP' };
    await gateway.command(directory.createCustomer, input, { tenant, actor: { kind: 'service', name: 'gateway' } });
    made.push(customerId);
  };
}

async function bareRequests(stack: Stack): Promise<{ ask: Ask; close(): Promise<void> }> {
  const { sql, close } = connect({ url: stack.adminUrl, max: 1, name: 'bench' });
  await sql.unsafe('create schema bench; create table bench.bare (id uuid primary key, text text not null)');
  await close();
  const user = { NATS_USER: 'bare', NATS_PASSWORD: stack.natsPassword('bare') };
  const env = { NATS_URL: stack.natsUrl, DATABASE_URL: stack.adminUrl, ...user };
  const responder = await startProgram(new URL('bareResponder.fixture.ts', import.meta.url), {
    name: 'bare',
    folder: stack.folder,
    env,
  });
  const nc = await connectNats({
    servers: stack.natsUrl,
    user: user.NATS_USER,
    pass: user.NATS_PASSWORD,
    inboxPrefix: '_INBOX_bare',
  });
  const text = JSON.stringify({ name: 'Northwind Traders Ltd', email: 'somebody@example.com', currency: 'GBP' });
  return {
    ask: () => nc.request('bare.insert', JSON.stringify({ id: newId(), text }), { timeout: 5000 }),
    close: async () => {
      await nc.close();
      await responder.stop();
    },
  };
}

/** @returns how long each of them took, in milliseconds */
async function oneByOne(ask: Ask): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < alone; i += 1) {
    const begin = performance.now();
    await ask();
    times.push(performance.now() - begin);
  }
  return times;
}

/** Keeps many on the way until the time or the count is up. @returns answers per second */
async function many(ask: Ask, until: { window_ms?: number; count?: number }): Promise<number> {
  const begin = performance.now();
  let answered = 0;
  let sent = 0;
  const isOver = () =>
    until.count === undefined ? performance.now() - begin >= (until.window_ms ?? 0) : sent >= until.count;
  const one = async () => {
    while (!isOver()) {
      sent += 1;
      await ask();
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  return (answered * 1000) / (performance.now() - begin);
}
