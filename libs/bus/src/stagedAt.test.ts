import { newId } from '@purser/message';
import { expect, test } from 'vitest';
import { derivedId } from './client/ask.ts';
import { stagedAt } from './stagedAt.ts';

test('an id of ours says when it was made', () => {
  const before = Date.now();
  const at = stagedAt(newId())?.getTime() ?? 0;
  expect(at).toBeGreaterThanOrEqual(before);
  expect(at).toBeLessThanOrEqual(Date.now() + 1);
  expect(stagedAt('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')?.toISOString()).toBe('2022-02-22T19:22:22.000Z');
});

test('an id of another kind says nothing', () => {
  expect(stagedAt(derivedId(newId(), 'counter.add'))).toBeUndefined();
  expect(stagedAt('')).toBeUndefined();
});
