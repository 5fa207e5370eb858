import { expect, test } from 'vitest';
import { admission } from './admission.ts';

test('beyond the bound callers are told to come again, and when one is done another may', async () => {
  const admit = admission(2);
  const release: (() => void)[] = [];
  const slow = () => admit(() => new Promise<string>((resolve) => release.push(() => resolve('done'))));
  const open = [slow(), slow()];
  await expect(slow()).rejects.toMatchObject({ kind: 'limited', code: 'busy', retryAfter_ms: 500 });
  release[0]?.();
  expect(await open[0]).toBe('done');
  await expect(admit(async () => 'next')).resolves.toBe('next');
  await expect(
    admit(async () => {
      throw new Error('bad');
    }),
  ).rejects.toThrow('bad');
  await expect(admit(async () => 'after a bad one')).resolves.toBe('after a bad one');
  release[1]?.();
});
