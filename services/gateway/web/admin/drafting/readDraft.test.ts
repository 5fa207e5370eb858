import { expect, test } from 'vitest';
import type { TaxRateModel } from '../../../src/api/models/taxRate.ts';
import { draft, line } from './draft.fixture.ts';
import { moveLine } from './draft.ts';
import { lapsedRate, ratesOf, taxOf, withId } from './rates.ts';
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

const stored = (more: Partial<TaxRateModel>): TaxRateModel => ({
  ...{ id: `txr_${'1'.repeat(32)}`, name: 'VAT', percent: '20', inclusive: false, kind: 'standard', used: false },
  ...{ validFrom: null, validUntil: null, state: 'valid' },
  ...more,
});

test('the tenant’s rates that are valid are offered, each once, and what stands on the invoice already', () => {
  const own = withId({ name: 'VAT', percent: '5', inclusive: false });
  const [ended, coming] = [stored({ id: `txr_${'2'.repeat(32)}`, state: 'ended' }), stored({ state: 'notYet' })];
  const exempt = stored({ id: `txr_${'3'.repeat(32)}`, kind: 'exempt', percent: '0' });
  const offered = ratesOf([stored({}), exempt, ended, coming], [own, taxOf(stored({})), taxOf(ended)]);
  expect(offered.map(({ id, kind }) => [id, kind])).toEqual([
    [`txr_${'1'.repeat(32)}`, undefined],
    [`txr_${'3'.repeat(32)}`, 'exempt'],
    [own.id, undefined],
    [ended.id, undefined],
  ]);
});

test('a line says which of its rates does not hold today; one of its own is nobody’s business', () => {
  const ended = stored({ id: `txr_${'2'.repeat(32)}`, state: 'ended' });
  const own = withId({ name: 'VAT', percent: '5', inclusive: false });
  const rates = [stored({}), ended];
  expect(lapsedRate(rates, [taxOf(stored({})), taxOf(ended)])).toBe(ended);
  expect(lapsedRate(rates, [own, taxOf(stored({}))])).toBeUndefined();
});
