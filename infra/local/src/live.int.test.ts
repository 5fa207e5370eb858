import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newDir, processesOf, removeDir, type Started, startIn } from './runningStart.fixture.ts';
import type { Status } from './stack/claim.ts';

const publicUrl = 'https://billing.example.com';
const env = {
  PURSER_PUBLIC_URL: publicUrl,
  // Nobody is there: what is to be mailed waits.
  PURSER_SMTP_URL: 'smtp://mailer:hunter2hunter2@127.0.0.1:9',
  PURSER_MAIL_FROM: 'billing@example.com',
  PURSER_ALARMS_TO: 'ops@example.com',
  PURSER_PORT: '0',
};

let dir: string;
let running: Started;
let status: Status;
beforeAll(async () => {
  dir = await newDir();
  running = startIn(dir, ['--live'], env);
  status = await running.up();
});
afterAll(async () => {
  running.process.kill('SIGKILL');
  await running.ended;
  await until('nothing of it runs', async () => (await processesOf(dir)).length === 0);
  await removeDir(dir);
});

const purserEntry = fileURLToPath(new URL('purser.ts', import.meta.url));
function purser(...args: string[]): Promise<{ exit: number; said: string }> {
  const own = { PATH: process.env.PATH, HOME: process.env.HOME, PURSER_DIR: dir };
  return new Promise((resolve) =>
    execFile(process.execPath, [purserEntry, ...args], { env: own }, (error, out, err) =>
      resolve({ exit: error ? Number(error.code) : 0, said: `${out}${err}` }),
    ),
  );
}

const signIn = (body: object) =>
  fetch(`${status.edge}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: publicUrl },
    body: JSON.stringify(body),
  });

test('every service takes what it is told, and no sandbox and no demo is there', async () => {
  expect(status.sandbox).toBeNull();
  expect(Object.keys(status.processes).sort()).toEqual(['NATS', 'PostgreSQL', 'Redis', 'edge', 'work']);
  expect((await fetch(`${status.edge}/readyz`)).status).toBe(200);
  const page = await fetch(`${status.edge}/pay`);
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain('https://api.stripe.com');
  expect(policy).not.toContain('127.0.0.1');
  expect(page.headers.get('strict-transport-security')).toContain('max-age');
  expect(running.printed()).toContain(`${publicUrl}/admin`);
  expect(running.printed()).toContain('keys.json');
  expect(running.printed()).not.toContain('hunter2');
  expect(running.printed()).not.toMatch(/The main job|_sandbox/);
});

test('the first company and its owner are made from nothing, and the owner is let in by a password of their own alone', async () => {
  const made = await purser(
    'tenant',
    'create',
    '--name',
    'Hollybrook IT',
    '--time-zone',
    'Europe/London',
    '--currency',
    'GBP',
  );
  expect(made).toMatchObject({ exit: 0, said: expect.stringContaining('hollybrook-it') });
  const who = ['--tenant', 'hollybrook-it', '--email', 'ada@example.com'];
  const added = await purser('staff', 'add', ...who, '--name', 'Ada Reyes', '--role', 'owner');
  const [, password = ''] = /password {2}(\S{24})\n/.exec(added.said) ?? [];
  const email = 'ada@example.com';
  const refused = await signIn({ email, password });
  expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'password_given' }]);
  const newPassword = 'four words nobody guesses';
  const entered = await signIn({ email, password, newPassword });
  expect([entered.status, await entered.json()]).toMatchObject([
    200,
    {
      mode: 'live',
      role: 'owner',
      tenant: { name: 'Hollybrook IT', currency: 'GBP' },
      links: { sandboxInspector: null, mailbox: null },
    },
  ]);
  expect((await signIn({ email, password })).status).toBe(401);
  const again = await purser('staff', 'add', ...who, '--name', 'Ada', '--role', 'admin');
  expect(again).toMatchObject({ exit: 2, said: expect.stringContaining('works for Hollybrook IT already, as owner') });
  expect((await purser('staff', 'remove', ...who)).exit).toBe(0);
  expect((await signIn({ email, password: newPassword })).status).toBe(403);
});

test('what is missing is told before anything is started', async () => {
  const other = await newDir();
  const bare = startIn(other, ['--live'], { PURSER_MAIL_FROM: 'billing' });
  expect(await bare.ended).toBe(1);
  for (const name of ['PURSER_PUBLIC_URL', 'PURSER_SMTP_URL', 'PURSER_MAIL_FROM', 'PURSER_ALARMS_TO'])
    expect(bare.printed()).toContain(`  ${name}: `);
  const unclear = startIn(other, [], { PURSER_LIVE: 'true' });
  expect(await unclear.ended).toBe(1);
  expect(unclear.printed()).toContain('PURSER_LIVE must be yes or no');
  await removeDir(other);
});

test('its folder is not started with sandboxes afterwards', async () => {
  running.process.kill('SIGTERM');
  expect(await running.ended).toBe(0);
  const asDemo = startIn(dir, [], { PURSER_PORT: '0', PURSER_SANDBOX_PORT: '0', PURSER_SMTP_PORT: '0' });
  expect(await asDemo.ended).toBe(1);
  expect(asDemo.printed()).toContain('an installation for real money');
});
