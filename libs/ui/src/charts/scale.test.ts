import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plotOf } from './plot.ts';
import { labelsShown, linear, niceTicks } from './scale.ts';

describe('ticks', () => {
  test.each([
    [0, 7_520_000, [0, 2_000_000, 4_000_000, 6_000_000, 8_000_000]],
    [0, 3, [0, 1, 2, 3]],
    [0, 1, [0, 1]],
    [-2, 0, [-2, -1, 0]],
    [0, 100, [0, 25, 50, 75, 100]],
    [-300, 500, [-400, -200, 0, 200, 400, 600]],
    [0, 0, [0, 1]],
  ])('from %d to %d are round', (min, max, ticks) => {
    expect(niceTicks(min, max)).toEqual(ticks);
  });

  test('hold every value and zero, are whole, few and in order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(10 ** 13), max: 10 ** 13 }),
        fc.integer({ min: -(10 ** 13), max: 10 ** 13 }),
        (a, b) => {
          const [min, max] = [Math.min(a, b), Math.max(a, b)];
          const ticks = niceTicks(min, max);
          expect(ticks[0]).toBeLessThanOrEqual(Math.min(0, min));
          expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(0, max));
          expect(ticks.some((tick) => tick === 0)).toBe(true);
          expect(ticks.every(Number.isInteger)).toBe(true);
          expect(ticks.length).toBeLessThanOrEqual(8);
          expect(ticks.toSorted((x, y) => x - y)).toEqual(ticks);
        },
      ),
    );
  });
});

test('a scale puts its ends where they belong, and one without width on its start', () => {
  const scale = linear(0, 200, 100, 0);
  expect([scale(0), scale(100), scale(200)]).toEqual([100, 50, 0]);
  expect(linear(5, 5, 7, 9)(5)).toBe(7);
});

test('the last label is always written, and no more than fit', () => {
  expect([...labelsShown(12, 528, 44)]).toHaveLength(12);
  const few = labelsShown(12, 200, 44);
  expect(few.has(11)).toBe(true);
  expect(few.size).toBe(4);
  expect(labelsShown(0, 200, 44).size).toBe(0);
});

test('a chart without values still has an axis, and nothing in it is not a number', () => {
  const plot = plotOf({ width_px: 400, height_px: 200, labels: [], series: [{ values: [] }] });
  expect(plot.ticks).toEqual([0, 1]);
  expect(Number.isFinite(plot.y(0))).toBe(true);
});
