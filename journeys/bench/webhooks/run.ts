import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { payments as contract } from '@purser/contracts';
import { connect, createDatabase } from '@purser/db';
import { findProgram, type Program } from '@purser/engines';
import { BLOB_OVERHEAD, randomToken } from '@purser/vault';
import { runToEnd, startProgram } from '../children.ts';
import { interleave, median, ratioOf } from '../figures.ts';
import { machine } from '../machine.ts';
import { readWrk, type WrkReport } from '../output.ts';
import { durability, openStack, type Stack } from '../stack.ts';
import { type AppliedRound, appliedRound } from './applied.ts';
import { signedEvent, writeRequests, wrkScript } from './events.ts';
import { pgbenchInserts } from './pgbench.ts';
import { clients, rounds, type Shot, window_s } from './window.ts';
import { openWitness } from './witness.ts';

/** Events made ready per second of a window; wrk stops when there are none left. */
const eventsPerSecond = { ours: 16_000, syncEngine: 4_000 };

/** How long the worker has after each window for what it put off. */
const rest_s = 6;

export async function benchWebhooks(note: (line: string) => void, events: number) {
  const programs = { wrk: await findProgram('wrk', note), pgbench: await findProgram('pgbench', note) };
  const stack = await openStack();
  try {
    return await measure(stack, programs, note, events);
  } finally {
    await stack.stop();
  }
}

export type WebhookFigures = Awaited<ReturnType<typeof benchWebhooks>>;

async function measure(
  stack: Stack,
  programs: { wrk: Program; pgbench: Program },
  note: (line: string) => void,
  events: number,
) {
  const settings = await durability(stack.adminUrl);
  const secret = `whsec_${randomToken()}`;
  const example = signedEvent(secret, new Date()).body.length;
  const pgbench = await pgbenchInserts(programs.pgbench, stack, example + BLOB_OVERHEAD);
  const { port } = await stack.service('payments', { PURSER_PUBLIC_URL: 'https://example.com' });
  const ours = await startOurs(stack, port, secret);
  const theirs = await startSyncEngine(stack, secret);
  const witness = openWitness(stack.adminUrl);
  const applied: number[] = [];
  const shoot = (address: string, perSecond: number) => shootAt(stack, programs.wrk, { address, secret, perSecond });
  try {
    await shoot(ours, 3000);
    await shoot(theirs, 1000);
    await witness.rest(rest_s);
    const seen = await interleave<'ours' | 'pgbench' | 'syncEngine', Shot>(rounds, {
      ours: async () => {
        const shot = await shoot(ours, eventsPerSecond.ours);
        const counts = await witness.check(shot);
        note(`ours        ${line(shot)}  ${counts}`);
        const { applied_per_s, removed } = await witness.rest(rest_s);
        applied.push(applied_per_s);
        note(`            the rest: ${applied_per_s.toFixed(0)}/s applied afterwards, ${removed} taken away unapplied`);
        return shot;
      },
      pgbench: async () => {
        const shot = { ...(await pgbench()), ids: [], p50_ms: 0, p99_ms: 0, requests: 0, refused: 0 };
        note(`pgbench     ${line(shot)}`);
        return shot;
      },
      syncEngine: async () => {
        const shot = await shoot(theirs, eventsPerSecond.syncEngine);
        if (shot.refused > 0) throw new Error(`the sync engine refused ${shot.refused} events`);
        note(`sync engine ${line(shot)}`);
        return shot;
      },
    });
    const through = await applyAll(stack, { payments: port, syncEngine: theirs, secret }, events, note);
    const rate = (shots: readonly Shot[]) => shots.map((shot) => shot.perSecond);
    const [our, row, sync] = [rate(seen.ours), rate(seen.pgbench), rate(seen.syncEngine)];
    return {
      ratio: ratioOf(our, row),
      ratios: {
        intake_to_sync_engine: ratioOf(our, sync),
        applied_to_sync_engine: ratioOf(
          through.map(({ ours_per_s }) => ours_per_s),
          through.map(({ sync_engine_per_s }) => sync_engine_per_s),
        ),
      },
      p50_ms: median(seen.ours.map((shot) => shot.p50_ms)),
      p99_ms: median(seen.ours.map((shot) => shot.p99_ms)),
      ours_per_s: median(our),
      pgbench_per_s: median(row),
      sync_engine_per_s: median(sync),
      applied_per_s: median(applied),
      through: {
        events: events * rounds,
        ours_per_s: median(through.map(({ ours_per_s }) => ours_per_s)),
        sync_engine_per_s: median(through.map(({ sync_engine_per_s }) => sync_engine_per_s)),
      },
      event_bytes: example,
      clients,
      settings,
      machine: machine(),
    };
  } finally {
    await witness.close();
  }
}

/** The same events through to the books here, and into the sync engine's tables; as many in each round. */
async function applyAll(
  stack: Stack,
  { secret, ...addresses }: { payments: number; syncEngine: string; secret: string },
  events: number,
  note: (line: string) => void,
): Promise<AppliedRound[]> {
  for (const name of ['directory', 'invoicing', 'reporting'])
    await stack.service(name, { PURSER_PUBLIC_URL: 'https://example.com' });
  const gateway = await stack.gateway(60_000);
  const { sql, close } = connect({ url: stack.adminUrl, max: 2, name: 'bench' });
  const seen: AppliedRound[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const figures = await appliedRound({ gateway, sql, secret }, addresses, { events, oursFirst: round % 2 === 0 });
      seen.push(figures);
      note(
        `${events} events: through to the journal ${figures.ours_per_s.toFixed(0)}/s (taken in at ${figures.accepted_per_s.toFixed(0)}/s, payments at ${figures.paid_per_s.toFixed(0)}/s, settled at ${figures.settled_per_s.toFixed(0)}/s), ` +
          `the sync engine ${figures.sync_engine_per_s.toFixed(0)}/s`,
      );
    }
    return seen;
  } finally {
    await close();
  }
}

const line = (shot: WrkReport) =>
  `${shot.perSecond.toFixed(0).padStart(6)}/s${shot.p99_ms ? `  p50 ${shot.p50_ms} ms  p99 ${shot.p99_ms} ms` : ''}`;

async function shootAt(
  stack: Stack,
  wrk: Program,
  { address, secret, perSecond }: { address: string; secret: string; perSecond: number },
): Promise<Shot> {
  const now = new Date();
  const events = Array.from({ length: perSecond * window_s }, () => signedEvent(secret, now));
  const path = join(stack.folder, 'requests');
  const length = await writeRequests(path, events, new URL(address).pathname);
  const script = join(stack.folder, 'wrk.lua');
  await writeFile(script, wrkScript(path, length));
  const args = ['--latency', '-t', '1', '-c', String(clients), '-d', `${window_s}s`, '-s', script, address];
  const report = readWrk(await runToEnd(wrk.path, args, wrk.env));
  return { ...report, ids: events.map(({ id }) => id) };
}

async function startOurs(stack: Stack, port: number, secret: string): Promise<string> {
  const gateway = await stack.gateway();
  const { endpointId } = await gateway.command(
    contract.configureStripe,
    {
      endpointId: randomUUID(),
      mode: 'test',
      secretKey: `sk_test_${randomToken().replaceAll('-', '_')}`,
      publishableKey: `pk_test_${randomToken().replaceAll('-', '_')}`,
      webhookSecrets: [secret],
    },
    { tenant: randomUUID(), actor: { kind: 'service', name: 'gateway' } },
  );
  return `http://127.0.0.1:${port}/webhooks/stripe/${endpointId}`;
}

async function startSyncEngine(stack: Stack, secret: string): Promise<string> {
  await createDatabase(stack.adminUrl, 'sync_engine');
  const database = new URL(stack.adminUrl);
  database.pathname = '/sync_engine';
  const { port } = await startProgram(new URL('syncEngine.fixture.ts', import.meta.url), {
    name: 'syncEngine',
    folder: stack.folder,
    env: { DATABASE_URL: database.href, WEBHOOK_SECRET: secret },
  });
  return `http://127.0.0.1:${port}/webhooks`;
}
