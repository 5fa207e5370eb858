import { expect, test } from 'vitest';
import { movableClock } from './index.ts';

test('moving business time leaves machine time alone', () => {
  const clock = movableClock('test');
  clock.setOffset(86_400_000);
  const ahead = clock.business().getTime() - clock.machine().getTime();
  expect(ahead).toBeGreaterThan(86_399_000);
  expect(ahead).toBeLessThan(86_401_000);
});

test('live time cannot be moved', () => {
  expect(() => movableClock('live')).toThrow('live mode');
});
