import { documentNumber } from '@purser/billing';
import { isFault } from '@purser/fault';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSeries, counterOf, decideCounters, patternOf, type Series, yearOf } from './number.ts';

const plain: Series = { prefix: 'NW-', suffix: '', padding: 4, yearly: false };

test('a number is padded to the series, and written in full when it is longer', () => {
  const written = (place: bigint) => documentNumber(plain, 2026, place);
  expect([written(1n), written(9999n), written(10_000n)]).toEqual(['NW-0001', 'NW-9999', 'NW-10000']);
});

test('a number has the year of the issue date where the series says so, before or after', () => {
  const before = { ...plain, prefix: 'INV-{YYYY}-', yearly: true };
  expect(documentNumber(before, yearOf('2026-12-31'), 7n)).toBe('INV-2026-0007');
  expect(documentNumber({ ...plain, prefix: '', suffix: '/{YY}' }, 2027, 7n)).toBe('0007/27');
  expect([counterOf(before, 2026), counterOf(plain, 2026)]).toEqual([2026, 0]);
});

test.each([
  ['a year that begins anew without a year in the number', { yearly: true }, 'prefix', 'year_missing'],
  ['two years', { prefix: '{YYYY}-', suffix: '-{YY}' }, 'prefix', 'year_twice'],
  ['markup', { suffix: '<script>' }, 'suffix', 'not_allowed'],
  ['a token nobody knows', { prefix: 'INV-{MM}-' }, 'prefix', 'not_allowed'],
  ['a line break', { prefix: 'INV\n' }, 'prefix', 'not_allowed'],
])('%s is refused with its field', (_what, more, path, code) => {
  expect(() => checkSeries({ ...plain, ...more })).toThrow(
    expect.objectContaining({ kind: 'invalid', errors: [expect.objectContaining({ path, code })] }),
  );
});

const prefixes = ['', 'A', 'INV-', 'INV-{YYYY}-', '{YY}', 'INV-{YYYY}', 'INV-2026-', 'INV-20', '1', '$^[.*'];
const suffixes = ['', '-{YYYY}', '/{YY}', '{YYYY}', '/26', '0'];
const series: fc.Arbitrary<Series> = fc
  .record({
    prefix: fc.constantFrom(...prefixes),
    suffix: fc.constantFrom(...suffixes),
    padding: fc.integer({ min: 1, max: 6 }),
    yearly: fc.boolean(),
  })
  .filter(({ prefix, suffix, yearly }) => {
    const years = (`${prefix}${suffix}`.match(/\{/g) ?? []).length;
    return years < 2 && !(yearly && years === 0);
  });
type Step = { do: 'take'; count: number; year: number } | { do: 'change'; to: number; next: bigint | undefined };
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('take' as const),
        count: fc.integer({ min: 1, max: 12 }),
        year: fc.integer({ min: 2023, max: 2026 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('change' as const),
        to: fc.nat(2),
        next: fc.option(fc.bigInt({ min: 1n, max: 30n }), { nil: undefined }),
      }),
    },
  ),
  { maxLength: 14 },
);

/** As PostgreSQL reads what was given. */
function given(numbers: readonly string[], asked: Series) {
  const { pattern, yearGroup, placeGroup } = patternOf(asked);
  return numbers.flatMap((number) => {
    const found = new RegExp(pattern).exec(number);
    return found
      ? [{ year: yearGroup === null ? null : (found[yearGroup] ?? null), place: BigInt(found[placeGroup] ?? 0) }]
      : [];
  });
}

test('however often a series is changed, no number is ever given twice, and each change begins where it was told to', () => {
  fc.assert(
    // A tenant goes to and fro between a few forms: that is when they meet what they gave before.
    fc.property(fc.tuple(series, series, series), steps, (forms, taken) => {
      let current = forms[0];
      const counters = new Map<number, bigint>();
      const numbers: string[] = [];
      for (const step of taken) {
        if (step.do === 'take') {
          const counter = counterOf(current, step.year);
          const from = counters.get(counter) ?? 1n;
          for (let i = 0n; i < BigInt(step.count); i++) numbers.push(documentNumber(current, step.year, from + i));
          counters.set(counter, from + BigInt(step.count));
          continue;
        }
        try {
          const to = forms[step.to] ?? forms[0];
          const facts = { given: given(numbers, to), standing: counters, thisYear: 2026, next: step.next };
          for (const [counter, place] of decideCounters(to, facts)) counters.set(counter, place);
          if (step.next !== undefined) expect(counters.get(counterOf(to, 2026))).toBe(step.next);
          current = to;
        } catch (error) {
          if (!isFault(error)) throw error;
          expect(error.code).toBe('number_taken');
        }
      }
      expect(new Set(numbers).size).toBe(numbers.length);
    }),
    { numRuns: 2000 },
  );
});

test('a series that stays as it is goes on where it stood', () => {
  const numbers = [1n, 2n, 3n].map((place) => documentNumber(plain, 2026, place));
  const facts = { given: given(numbers, plain), standing: new Map([[0, 4n]]), thisYear: 2026 };
  expect(decideCounters({ ...plain, padding: 6 }, facts)).toEqual(new Map([[0, 4n]]));
  expect(() => decideCounters(plain, { ...facts, next: 3n })).toThrow(
    expect.objectContaining({ code: 'number_taken' }),
  );
});

test('a counter that stands at the very number another name gave moves beyond it', () => {
  const facts = { given: [{ year: null, place: 4n }], standing: new Map([[0, 4n]]), thisYear: 2026 };
  expect(decideCounters(plain, facts)).toEqual(new Map([[0, 5n]]));
});
