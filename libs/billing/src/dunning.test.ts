import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysBetween } from './calendarDate.ts';
import { dunningFaults, dunningTimeline, mostTries, nextWait, usualDunning } from './dunning.ts';

test('the usual policy tries five times in sixteen days, and ends a week later', () => {
  expect(dunningFaults(usualDunning.waits_days)).toEqual([]);
  expect(dunningTimeline(usualDunning, '2026-02-25')).toEqual([
    { on: '2026-02-25', what: 'try', try: 1 },
    { on: '2026-02-26', what: 'try', try: 2 },
    { on: '2026-03-01', what: 'try', try: 3 },
    { on: '2026-03-06', what: 'try', try: 4 },
    { on: '2026-03-13', what: 'try', try: 5 },
    { on: '2026-03-13', what: 'lastNotice' },
    { on: '2026-03-20', what: 'leave' },
  ]);
});

test.each([
  ['waits that get shorter', [3, 1], [{ at: 1, code: 'not_escalating' }]],
  ['no wait at all', [0], [{ at: 0, code: 'out_of_range' }]],
  ['half a day', [1.5], [{ at: 0, code: 'out_of_range' }]],
  ['more than a month', [31], [{ at: 0, code: 'out_of_range' }]],
  ['more than the networks bear', [1, 1, 1, 1, 1, 1, 1, 1], [{ at: 7, code: 'too_many' }]],
])('%s is refused, with its place', (_what, waits, faults) => {
  expect(dunningFaults(waits)).toEqual(faults);
});

test('whatever the policy says, no card is asked more than eight times, nor twice on a day, and it comes to an end', () => {
  const absurd = fc.array(
    fc.oneof(fc.integer({ min: -1000, max: 1000 }), fc.double({ min: -9, max: 99, noNaN: true })),
    {
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(
      absurd,
      fc.nat(60),
      fc.constantFrom('leave' as const, 'writeOff' as const),
      (waits_days, grace_days, end) => {
        const steps = dunningTimeline({ waits_days, grace_days, end }, '2026-01-31');
        const tries = steps.filter(({ what }) => what === 'try');
        expect(tries.length).toBeLessThanOrEqual(mostTries);
        for (const [at, { on }] of tries.entries())
          if (at > 0) expect(daysBetween(tries[at - 1]?.on ?? '', on)).toBeGreaterThanOrEqual(1);
        expect(steps.at(-1)?.what).toBe(end);
        expect(nextWait({ waits_days }, mostTries)).toBeNull();
      },
    ),
  );
});

test('a policy without faults escalates: no wait is shorter than the one before', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -2, max: 40 }), { maxLength: 10 }), (waits) => {
      fc.pre(dunningFaults(waits).length === 0);
      expect(waits.length).toBeLessThan(mostTries);
      expect(waits).toEqual([...waits].sort((a, b) => a - b));
      // What is accepted is done to the letter.
      expect(waits.map((_, at) => nextWait({ waits_days: waits }, at + 1))).toEqual(waits);
    }),
  );
});
