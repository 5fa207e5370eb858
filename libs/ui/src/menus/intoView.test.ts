import { expect, test } from 'vitest';
import { intoView } from './intoView.ts';

test('what is seen is not moved', () => {
  expect(intoView({ from: 40, width: 300, start: 40, end: 340 })).toBe(40);
});

test('what lies outside comes in, with a piece of its neighbour', () => {
  expect(intoView({ from: 0, width: 300, start: 320, end: 400 })).toBe(132);
  expect(intoView({ from: 200, width: 300, start: 100, end: 180 })).toBe(68);
  expect(intoView({ from: 200, width: 300, start: 0, end: 80 })).toBe(0);
});

test('what is wider than the row starts where the row starts', () => {
  expect(intoView({ from: 0, width: 100, start: 120, end: 300 })).toBe(120);
});
