import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { send } from './mailbox.ts';
import { until } from './receiver.ts';
import { type SandboxProcess, startProcess } from './sandboxProcess.ts';

const started: SandboxProcess[] = [];
const start = async (dir: string) => {
  const one = await startProcess(dir);
  started.push(one);
  return one;
};
afterEach(() => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
});

it('after a SIGKILL in the middle of a burst every message a sender heard 250 for is there', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-mail-'));
  const first = await start(dir);
  const acknowledged = new Set<string>();
  let dead = false;
  const burst = Array.from({ length: 4 }, async (_, worker) => {
    for (let i = 0; !dead; i++) {
      const response = await send(first.smtp, { subject: `${worker}-${i}` }).catch(() => '');
      const id = /queued as (\w+)/.exec(response)?.[1];
      if (id) acknowledged.add(id);
    }
  });
  await until('some acknowledged messages', () => (acknowledged.size >= 40 ? true : undefined), 30_000);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  dead = true;
  await Promise.all(burst);

  const again = await start(dir);
  expect(new URL(again.smtp).password).toBe(new URL(first.smtp).password);
  const stored: unknown = await (await fetch(`${again.url}/_sandbox/mail/messages?limit=1000`)).json();
  if (!Array.isArray(stored)) throw new Error('no list');
  const ids = new Set(stored.map(({ id }) => id));
  expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
  await rm(dir, { recursive: true, force: true });
}, 60_000);
