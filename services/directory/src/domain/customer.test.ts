import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostTags, retag } from './customer.ts';

const tags = fc.array(fc.stringMatching(/^[a-e]{1,2}$/), { maxLength: mostTags });

test('what is added is there, what is removed is not unless it is added too, and the rest stays; each once', () => {
  fc.assert(
    fc.property(tags, tags, tags, (before, add, remove) => {
      const wanted = new Set([...before.filter((tag) => !remove.includes(tag)), ...add]);
      fc.pre(wanted.size <= mostTags);
      const after = retag(before, { add, remove });
      expect(new Set(after)).toEqual(wanted);
      expect(after).toHaveLength(wanted.size);
      expect(retag(after, { add, remove: [] })).toEqual(after);
    }),
  );
});

test('one tag too many is refused and says so', () => {
  const full = Array.from({ length: mostTags }, (_, i) => `t${i}`);
  expect(() => retag(full, { add: ['one more'], remove: [] })).toThrow('20 tags at most');
  expect(retag(full, { add: ['one more'], remove: ['t0'] })).toHaveLength(mostTags);
});
