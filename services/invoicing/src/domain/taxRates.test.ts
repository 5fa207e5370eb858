import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chargeOf, lastDayBefore, rateFaults, rateIdOf, type StoredRate, stateOn } from './taxRates.ts';

const rateId = '01977e9e-2c00-7000-8000-000000000001';
const named = { id: `txr_${rateId.replaceAll('-', '')}`, name: 'VAT', percent: '20', inclusive: false };
const stored: StoredRate = {
  rateId,
  name: 'VAT',
  percent: '20',
  inclusive: false,
  kind: 'standard',
  validFrom: '2026-01-01',
  validUntil: '2026-06-30',
  used: false,
};
const faultsOf = (tax: object, on?: string, rate: StoredRate | undefined = stored) =>
  rateFaults([{ taxes: [] }, { taxes: [{ ...named, ...tax }] }], new Map(rate ? [[rateId, rate]] : []), on).map(
    ({ path, code }) => `${path} ${code}`,
  );
const at = 'lines.1.taxes.0';

test.each([
  ['the first day', '2026-01-01', []],
  ['the last day', '2026-06-30', []],
  ['the day before the first', '2025-12-31', [`${at} tax_rate_ended`]],
  ['the day after the last', '2026-07-01', [`${at} tax_rate_ended`]],
  ['no day yet, of a draft', undefined, []],
])('a rate on %s', (_what, day, faults) => {
  expect(faultsOf({}, day)).toEqual(faults);
});

test.each([[{ percent: '5' }], [{ inclusive: true }], [{ kind: 'exempt' }], [{ kind: 'reverseCharge', percent: '0' }]])(
  'a line that charges %j where the rate does not is refused',
  (tax) => {
    expect(faultsOf(tax, '2026-03-01')).toEqual([`${at} tax_rate_changed`]);
    expect(faultsOf(tax)).toEqual([`${at} tax_rate_changed`]);
  },
);

test('percent is compared as a number, and the name on the line is the line’s own', () => {
  expect(faultsOf({ percent: '20.0', name: 'Value added tax', kind: 'standard' }, '2026-03-01')).toEqual([]);
});

test('a rate there is none of is refused; one that is the line’s own is not looked up', () => {
  expect(rateFaults([{ taxes: [named] }], new Map())).toMatchObject([
    { path: 'lines.0.taxes.0', code: 'tax_rate_unknown' },
  ]);
  expect(faultsOf({ id: 'vat-20', percent: '99' }, '2030-01-01')).toEqual([]);
  expect([rateIdOf({ id: 'txr_short' }), rateIdOf({ id: rateId }), rateIdOf(named)]).toEqual([
    undefined,
    undefined,
    rateId,
  ]);
});

test('what charges nothing has no percentage', () => {
  expect(() => chargeOf({ percent: '20', inclusive: false, kind: 'exempt' })).toThrow('refused');
  expect(() => chargeOf({ percent: '0', inclusive: true, kind: 'reverseCharge' })).toThrow('refused');
  expect(chargeOf({ percent: '08.50', inclusive: true, kind: 'standard' }).percent).toBe('8.5');
});

const day = fc.integer({ min: 0, max: 4000 }).map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10));

test('when a rate takes over, on every day exactly one of the two holds', () => {
  fc.assert(
    fc.property(day, day, day, (begin, takeover, on) => {
      fc.pre(begin < takeover && on >= begin);
      const old = { ...stored, validFrom: begin, validUntil: null };
      const next = { validFrom: takeover, validUntil: null };
      const ended = { ...old, validUntil: lastDayBefore(old, next) };
      const states = [stateOn(ended, on), stateOn(next, on)];
      expect(states.filter((state) => state === 'valid')).toHaveLength(1);
    }),
  );
});

test('a rate cannot be taken over before it began', () => {
  expect(() => lastDayBefore(stored, { validFrom: '2026-01-01', validUntil: null })).toThrow('refused');
});
