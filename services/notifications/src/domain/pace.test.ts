import { fastTuning, productionTuning } from '@purser/bus';
import { expect, test } from 'vitest';
import { afterTry, fastPace, type Pace, usualPace } from './pace.ts';

/** How long a mail is tried, and how often. */
function tried(pace: Pace): { tries: number; over_ms: number } {
  let over_ms = 0;
  for (let tries = 1; ; tries += 1) {
    const next = afterTry(tries, pace);
    if (next === 'giveUp') return { tries, over_ms };
    over_ms += next.wait_ms;
  }
}

test('a mail server that is away for an hour or two loses no mail; after eight tries a person is told', () => {
  const { tries, over_ms } = tried(usualPace);
  expect(tries).toBe(8);
  expect(over_ms).toBeGreaterThan(2 * 3_600_000);
  expect(over_ms).toBeLessThan(4 * 3_600_000);
});

test('a hiccup is over quickly, and who greylists is asked again within the hour', () => {
  expect(afterTry(1, usualPace)).toEqual({ wait_ms: 0 });
  expect(afterTry(2, usualPace)).toEqual({ wait_ms: 10_000 });
  const longest = Array.from({ length: 6 }, (_, i) => afterTry(i + 1, usualPace));
  for (const next of longest) expect(next === 'giveUp' || next.wait_ms <= 3_600_000).toBe(true);
});

test('ours gives up before the bus does, which would leave the mail under way for ever', () => {
  expect(usualPace.tries).toBeLessThan(productionTuning.attempts);
  expect(fastPace.tries).toBeLessThan(fastTuning.attempts);
});
