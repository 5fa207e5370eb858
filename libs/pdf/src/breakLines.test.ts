import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakLines } from './breakLines.ts';

const ems = (text: string) => Array.from(text).length;
const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', ' ', '\n', '😀', 'é'), maxLength: 80 });

test('no line is wider than the width, and no letter is lost', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 12 }), (given, width) => {
      const lines = breakLines(given, width, ems);
      for (const line of lines) expect(ems(line)).toBeLessThanOrEqual(width);
      const letters = (from: string) => from.replace(/\s/g, '');
      expect(letters(lines.join(''))).toBe(letters(given));
    }),
  );
});

test.each([
  ['one two three', 7, ['one two', 'three']],
  ['one two three', 8, ['one two', 'three']],
  ['one\ntwo', 20, ['one', 'two']],
  ['a abcdefgh b', 4, ['a', 'abcd', 'efgh', 'b']],
  ['', 4, ['']],
])('%j in %d is %j', (given, width, lines) => {
  expect(breakLines(given, width, ems)).toEqual(lines);
});
