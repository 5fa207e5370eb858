import { command, newId } from '@purser/message';
import { asStaff, until } from '@purser/testing';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { handleStepped } from '../handlers.ts';
import { charge } from '../probe/contracts.fixture.ts';
import { probePlatform } from '../probe/platform.fixture.ts';

/** Of the listener: needs what the counter is slow about. */
const wait = command({
  service: 'listener',
  name: 'wait',
  version: 1,
  input: z.strictObject({ label: z.string() }),
  output: z.strictObject({ label: z.string() }),
  callers: { staff: ['owner'] },
});

test('what a step needs of another service is asked for until it is there, however long that works on it', async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let calls = 0;
  const slow = handleStepped(charge, {
    gather: async () => undefined,
    plan: async (_ctx, { label }) => ({ step: 'charge', request: label }),
    steps: {
      charge: {
        call: async () => {
          calls += 1;
          await released;
        },
        record: async (_ctx, label) => ({ done: { label: String(label) } }),
      },
    },
  });
  const waiting = handleStepped(wait, {
    gather: ({ ask }, { label }) => ask.command(charge, { label }),
    plan: async (_ctx, _input, { label }) => ({ done: { label } }),
    steps: {},
  });
  const tuning = { reply_ms: 200, lease_ms: 60_000, backoffBase_ms: 10, backoffCap_ms: 50 };
  const probe = await probePlatform({ counter: [slow], listener: [waiting], tuning });
  const tenant = newId();
  const statusOf = async () =>
    (await probe.rows('listener', tenant)).find(({ handler }) => handler === 'listener.wait')?.status;
  await probe.client.send(wait, { label: 'once' }, asStaff(tenant)).catch(() => undefined);
  // Asked while it is under way, more than once: that it is under way is no refusal.
  await until('it was asked again', async () => ((await probe.rows('listener', tenant))[0]?.attempts ?? 0) >= 3);
  expect(await statusOf()).toBe('retrying');
  release();
  await until('it is done', async () => (await statusOf()) === 'done');
  expect(calls).toBe(1);
  await probe.stop();
});
