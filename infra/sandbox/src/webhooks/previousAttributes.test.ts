import fc from 'fast-check';
import { expect, it } from 'vitest';
import { previousAttributes } from './previousAttributes.ts';

it('tells only what changed, inside objects too, and lists as a whole', () => {
  const before = { name: 'a', same: 1, settings: { kept: true, footer: null }, tags: [1, 2] };
  const after = { name: 'b', same: 1, settings: { kept: true, footer: 'x' }, tags: [1, 3], added: 1 };
  expect(previousAttributes(before, after)).toEqual({
    name: 'a',
    settings: { footer: null },
    tags: [1, 2],
    added: null,
  });
});

it('is silent when nothing changed', () => {
  fc.assert(
    fc.property(fc.object(), (body) => {
      expect(previousAttributes(body, structuredClone(body))).toBeUndefined();
    }),
  );
});
