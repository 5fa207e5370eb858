import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { payments as contract } from '@purser/contracts';
import { createDatabase } from '@purser/db';
import { findProgram, type Program } from '@purser/engines';
import { BLOB_OVERHEAD, randomToken } from '@purser/vault';
import { runToEnd, startProgram } from '../children.ts';
import { interleave, median, ratioOf } from '../figures.ts';
import { machine } from '../machine.ts';
import { readWrk, type WrkReport } from '../output.ts';
import { durability, openStack, type Stack } from '../stack.ts';
import { signedEvent, writeRequests, wrkScript } from './events.ts';
import { pgbenchInserts } from './pgbench.ts';
import { clients, rounds, type Shot, window_s } from './window.ts';
import { openWitness } from './witness.ts';

/** Events made ready per second of a window; wrk stops when there are none left. */
const eventsPerSecond = { ours: 16_000, syncEngine: 4_000 };

/** How long the worker has after each window for what it put off. */
const rest_s = 6;

export async function benchWebhooks(note: (line: string) => void) {
  const programs = { wrk: await findProgram('wrk', note), pgbench: await findProgram('pgbench', note) };
  const stack = await openStack();
  try {
    return await measure(stack, programs, note);
  } finally {
    await stack.stop();
  }
}

export type WebhookFigures = Awaited<ReturnType<typeof benchWebhooks>>;

async function measure(stack: Stack, programs: { wrk: Program; pgbench: Program }, note: (line: string) => void) {
  const settings = await durability(stack.adminUrl);
  const secret = `whsec_${randomToken()}`;
  const example = signedEvent(secret, new Date()).body.length;
  const pgbench = await pgbenchInserts(programs.pgbench, stack, example + BLOB_OVERHEAD);
  const ours = await startOurs(stack, secret);
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
    const rate = (shots: readonly Shot[]) => shots.map((shot) => shot.perSecond);
    const [our, row, sync] = [rate(seen.ours), rate(seen.pgbench), rate(seen.syncEngine)];
    return {
      ratio: ratioOf(our, row),
      ratios: { intake_to_sync_engine: ratioOf(our, sync) },
      p50_ms: median(seen.ours.map((shot) => shot.p50_ms)),
      p99_ms: median(seen.ours.map((shot) => shot.p99_ms)),
      ours_per_s: median(our),
      pgbench_per_s: median(row),
      sync_engine_per_s: median(sync),
      applied_per_s: median(applied),
      event_bytes: example,
      clients,
      settings,
      machine: machine(),
    };
  } finally {
    await witness.close();
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

async function startOurs(stack: Stack, secret: string): Promise<string> {
  const { port } = await stack.service('payments');
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
