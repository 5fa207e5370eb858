import { rational } from '@purser/money';
import { expect, test } from 'vitest';
import { shareOut } from './shareOut.ts';

const parts = (amount: bigint, claims: Parameters<typeof shareOut>[1]) =>
  shareOut(amount, claims).map(({ units, extra }) => units + extra);

test('units left over go to the largest remainder, the earlier claim first on a tie', () => {
  expect(parts(3n, [{ exact: rational(1n, 2n) }, { exact: rational(5n, 3n) }, { exact: rational(1n, 2n) }])).toEqual([
    1n,
    2n,
    0n,
  ]);
});

test('a full claim is passed over', () => {
  const half = rational(1n, 2n);
  expect(
    parts(1n, [
      { exact: half, room: 0n },
      { exact: half, room: 1n },
    ]),
  ).toEqual([0n, 1n]);
});

test('units beyond every remainder still find room', () => {
  expect(
    parts(4n, [
      { exact: rational(1n, 2n), room: 1n },
      { exact: rational(1n, 2n), room: 3n },
    ]),
  ).toEqual([1n, 3n]);
});

test('an amount above all rooms, or below the whole units, is refused rather than lost', () => {
  expect(() => shareOut(2n, [{ exact: rational(1n), room: 1n }])).toThrow(RangeError);
  expect(() => shareOut(0n, [{ exact: rational(1n) }])).toThrow(RangeError);
  expect(() => shareOut(1n, [])).toThrow(RangeError);
});
