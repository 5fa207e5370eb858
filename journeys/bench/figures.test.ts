import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interleave, median, percentile, ratioOf } from './figures.ts';

test.each([
  [[3], 3],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

test('no more than half of the values lie above the median, and no more than half below', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const middle = median(values);
      expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
      expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
    }),
  );
});

test.each([
  [0.5, 50],
  [0.99, 99],
  [1, 100],
])('%d of the numbers to 100 do not exceed %d', (share, value) => {
  const numbers = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(percentile(numbers, share)).toBe(value);
});

test('nothing measured is an error and no figure', () => {
  expect(() => median([])).toThrow(RangeError);
  expect(() => percentile([], 0.5)).toThrow(RangeError);
  expect(() => ratioOf([], [])).toThrow(RangeError);
});

test('candidates take turns, and take turns at being first', async () => {
  const order: string[] = [];
  const candidate = (name: string) => async () => order.push(name);
  const seen = await interleave(3, { a: candidate('a'), b: candidate('b'), c: candidate('c') });
  expect(order.join('')).toBe('abcbcacab');
  expect(seen.a).toEqual([1, 6, 8]);
});

test('a ratio compares what was measured in the same round', () => {
  // Everything is half as fast in the second round.
  expect(ratioOf([80, 40, 80], [100, 50, 100])).toBe(0.8);
  expect(ratioOf([10], [])).toBeNaN();
});
