import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tuple } from './tuple.ts';

test('no two different lists give the same bytes', () => {
  // Few characters, zero bytes among them, so that lists nearly collide often.
  const list = fc.array(fc.string({ unit: fc.constantFrom('\0', '\u0001', 'a', 'é'), maxLength: 6 }), { maxLength: 4 });
  fc.assert(
    fc.property(list, list, (one, two) => {
      const isSame = one.length === two.length && one.every((part, at) => part === two[at]);
      expect(tuple(...one).equals(tuple(...two))).toBe(isSame);
    }),
    { numRuns: 1000 },
  );
  const glue = '\0\0\0\u0001';
  expect(tuple(`a${glue}b`, 'c').equals(tuple('a', `b${glue}c`))).toBe(false);
  expect(tuple('a\0\0\0\0b', 'c').equals(tuple('a', 'b\0\0\0\0c'))).toBe(false);
});
