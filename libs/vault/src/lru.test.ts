import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lru } from './lru.ts';

/** The same in a few obvious lines: a list of keys, the one used last at its end. */
function naive(limit: number) {
  let keys: string[] = [];
  const values = new Map<string, number>();
  const use = (key: string) => {
    keys = [...keys.filter((each) => each !== key), key];
  };
  return {
    get: (key: string) => {
      if (keys.includes(key)) use(key);
      return keys.includes(key) ? values.get(key) : undefined;
    },
    set: (key: string, value: number) => {
      use(key);
      values.set(key, value);
      keys = keys.slice(-limit);
    },
    size: () => keys.length,
  };
}

test('what is forgotten is always what was not used for longest', () => {
  const step = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), value: fc.option(fc.nat()) });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 60 }), (limit, steps) => {
      const lru = new Lru<number>(limit);
      const model = naive(limit);
      for (const { key, value } of steps) {
        if (value === null) expect(lru.get(key)).toBe(model.get(key));
        else {
          lru.set(key, value);
          model.set(key, value);
        }
        expect(lru.size).toBe(model.size());
      }
      for (const key of ['a', 'b', 'c', 'd', 'e']) expect(lru.get(key)).toBe(model.get(key));
    }),
    { numRuns: 300 },
  );
});

test('a hot key among many costs no more than one among few', () => {
  const perGet_ms = (entries: number) => {
    const lru = new Lru<number>(entries);
    for (let i = 0; i < entries; i += 1) lru.set(`key ${i}`, i);
    const begin = performance.now();
    for (let i = 0; i < 20_000; i += 1) lru.get(i % 2 === 0 ? 'key 1' : 'key 2');
    return (performance.now() - begin) / 20_000;
  };
  perGet_ms(10);
  // In a Map kept in order of use it is more than a hundred times as much.
  expect(perGet_ms(10_000)).toBeLessThan(20 * perGet_ms(10) + 0.001);
});
