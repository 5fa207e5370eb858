import { expect, test } from 'vitest';
import { formatNumber } from './number.ts';

test('a number is padded to the series, and written in full when it is longer', () => {
  const written = (next: bigint) => formatNumber({ prefix: 'NW-', padding: 4, next });
  expect([written(1n), written(9999n), written(10_000n)]).toEqual(['NW-0001', 'NW-9999', 'NW-10000']);
});
