import { expect, test } from 'vitest';
import { partProblem } from './amount.ts';

const limits = { due: 12_000, least: 30 };
const text = (amount: number) => `${amount}p`;

test.each([
  [null, 'Enter how much'],
  [0, 'Enter how much'],
  [-5, 'Enter how much'],
  [12_001, 'At most 12000p'],
  [29, 'The least'],
  [11_990, 'leave 10p'],
])('a part of %s is refused: %s', (amount, words) => {
  expect(partProblem({ amount }, limits, text)).toContain(words);
});

test.each([30, 6_000, 11_970, 12_000])('a part of %s can be paid', (amount) => {
  expect(partProblem({ amount }, limits, text)).toBeUndefined();
});
