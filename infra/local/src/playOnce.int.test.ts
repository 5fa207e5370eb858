import { expect, test } from 'vitest';
import { startIn } from './runningStart.fixture.ts';

test('--once brings everything up, sees every step of the main job, and leaves nothing behind', async () => {
  const once = startIn('', ['--once']);
  expect(await once.ended, once.printed()).toBe(0);
  const acts = [
    'invoice is issued',
    'half is paid by card',
    'a card is declined',
    'the rest, 3D Secure',
    'the books balance',
  ];
  for (const act of acts) expect(once.printed()).toContain(`✓ ${act}`);
  expect(once.printed()).toContain('Every step was seen.');
  expect(once.printed()).not.toContain('✗');
});

test('what it does not know it says how to use', async () => {
  const asked = startIn('', ['--twice']);
  expect(await asked.ended).toBe(2);
  expect(asked.printed()).toContain('scripts/start --once');
});
