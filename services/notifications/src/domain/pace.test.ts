import { fastTuning, productionTuning } from '@purser/bus';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterTry, fastPace, type Pace, paced, usualPace } from './pace.ts';

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

test('a few mails go out at once; a crowd one after the other, behind those that wait', () => {
  const now = new Date('2026-11-30T09:00:00Z');
  const after = (ms: number) => new Date(now.getTime() + ms);
  const few = paced(now, undefined, 20);
  expect(few.at).toEqual(Array.from({ length: 20 }, () => now));
  const more = paced(now, few.freeAt, 3);
  expect(more.at).toEqual([now, after(200), after(400)]);
  expect(paced(now, more.freeAt, 1).at).toEqual([after(600)]);
  // An hour later the burst is theirs again, and no more than it.
  expect(paced(after(3_600_000), more.freeAt, 22).at.at(-1)).toEqual(after(3_600_200));
});

test('however a run is cut into batches, no second has more than five and the first few', () => {
  const now = new Date('2026-11-30T09:00:00Z');
  fc.assert(
    fc.property(fc.array(fc.record({ count: fc.nat(40), wait_ms: fc.nat(3000) }), { maxLength: 40 }), (batches) => {
      let freeAt: Date | undefined;
      let at_ms = now.getTime();
      const all: number[] = [];
      for (const { count, wait_ms } of batches) {
        at_ms += wait_ms;
        const { at, freeAt: next } = paced(new Date(at_ms), freeAt, count);
        for (const each of at) expect(each.getTime()).toBeGreaterThanOrEqual(at_ms);
        all.push(...at.map((each) => each.getTime()));
        freeAt = next;
      }
      all.sort((a, b) => a - b);
      for (const [i, begin] of all.entries()) {
        const within = all.slice(i).filter((each) => each < begin + 1000).length;
        expect(within).toBeLessThanOrEqual(20 + 5 + 1);
      }
    }),
  );
});
