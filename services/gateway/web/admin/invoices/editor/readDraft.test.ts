import { expect, test } from 'vitest';
import { draft, line } from './draft.fixture.ts';
import { moveLine } from './draft.ts';
import { ratesOf, withId } from './rates.ts';
import { readDraft } from './readDraft.ts';

test('a draft comes back from the browser as it was', () => {
  const kept = draft({ lines: [line({ unitAmount: null, discount: { kind: 'amount', amount: null } })] });
  expect(readDraft(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
});

test.each([
  ['nothing', null],
  ['another page’s value', { title: 'x' }],
  ['a draft without lines', { ...draft(), lines: [] }],
  ['a line of an older form', { ...draft(), lines: [{ id: '1', text: 'x' }] }],
  ['a price with a point', { ...draft(), lines: [line({ unitAmount: 10.5 })] }],
  ['a discount of an unknown kind', { ...draft(), discount: { kind: 'half' } }],
])('%s is dropped', (_what, stored) => {
  expect(readDraft(stored)).toBeUndefined();
});

test('a line moves to its place and never over the edge', () => {
  const lines = ['a', 'b', 'c'].map((id) => line({ id }));
  expect(moveLine(lines, 0, 2).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  expect(moveLine(lines, 0, -1)).toBe(lines);
  expect(moveLine(lines, 2, 3)).toBe(lines);
});

test('the same rate has the same id on every invoice, and what differs has another', () => {
  const vat = { name: 'VAT', percent: '20', inclusive: false };
  expect(withId(vat).id).toBe(withId({ ...vat }).id);
  const others = [
    { ...vat, percent: '5' },
    { ...vat, inclusive: true },
    { ...vat, kind: 'exempt' as const },
  ];
  expect(new Set([vat, ...others].map((tax) => withId(tax).id)).size).toBe(4);
});

test('rates are offered once each, those of the invoice first', () => {
  const own = withId({ name: 'VAT', percent: '5', inclusive: false });
  const ids = ratesOf('GB', [own], [own]).map(({ id }) => id);
  expect(ids[0]).toBe(own.id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a country whose name is a word of the language offers nothing', () => {
  expect(ratesOf('constructor', [], [])).toEqual([]);
});
