import { addDays } from '@purser/billing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageBuckets, bucketOf, dueDatesOf } from './ageing.ts';

const on = '2026-03-31';

test.each([
  ['2026-04-30', 'current'],
  ['2026-03-31', 'current'],
  ['2026-03-30', 'days1to30'],
  ['2026-03-01', 'days1to30'],
  ['2026-02-28', 'days31to60'],
  ['2026-01-30', 'days31to60'],
  ['2026-01-29', 'days61to90'],
  ['2025-12-31', 'days61to90'],
  ['2025-12-30', 'over90'],
  ['2019-01-01', 'over90'],
])('what was due on %s is %s on the last of March', (dueOn, bucket) => {
  expect(bucketOf(dueOn, on)).toBe(bucket);
});

test('every due date lies within the dates of its own bucket and of no other', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400, max: 400 }), (late) => {
      const dueOn = addDays(on, -late);
      const holding = ageBuckets.filter((bucket) => {
        const { after, until } = dueDatesOf(bucket, on);
        return (after === null || dueOn > after) && (until === null || dueOn <= until);
      });
      expect(holding).toEqual([bucketOf(dueOn, on)]);
    }),
  );
});
