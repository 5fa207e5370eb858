import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from './calendarDate.ts';
import { type LateFeePolicy, lateFeeAmount, nextLateFeeOn } from './lateFee.ts';

const dueOn = '2026-01-31';
const policy: LateFeePolicy = {
  graceDays: 7,
  fee: { percent: '2' },
  everyDays: 30,
  capPercent: '10',
  since: '2026-01-01',
};

test.each<[string, Partial<LateFeePolicy>, string[], string | null]>([
  ['the first falls on the day after the days of grace', {}, [], '2026-02-08'],
  ['without grace on the day after the due date', { graceDays: 0 }, [], '2026-02-01'],
  ['the next is a period later', {}, ['2026-02-08'], '2026-03-10'],
  ['charged once means once', { everyDays: null }, ['2026-02-08'], null],
  ['nothing for the time before the policy', { since: '2026-03-09' }, [], '2026-03-10'],
  ['charged once, and that was before the policy', { everyDays: null, since: '2026-03-09' }, [], null],
  ['a changed policy does not charge the same time again', { graceDays: 9 }, ['2026-02-08'], '2026-03-12'],
])('%s', (_what, changed, charged, expected) => {
  expect(nextLateFeeOn({ ...policy, ...changed }, dueOn, charged)).toBe(expected);
});

test('fees are a period apart, however the policy changes', () => {
  const change = fc.record({
    graceDays: fc.nat(60),
    everyDays: fc.integer({ min: 7, max: 90 }),
    since: fc.nat(400).map((days) => addDays(dueOn, days)),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const charged: string[] = [];
      for (const changed of changes) {
        const on = nextLateFeeOn({ ...policy, ...changed }, dueOn, charged);
        expect(on).not.toBeNull();
        if (on === null) return;
        expect(daysBetween(dueOn, on)).toBeGreaterThan(changed.graceDays);
        expect(on >= changed.since).toBe(true);
        for (const earlier of charged) expect(daysBetween(earlier, on)).toBeGreaterThanOrEqual(changed.everyDays);
        charged.push(on);
      }
    }),
  );
});

const invoice = { due: 100_00n, total: 100_00n, currency: 'GBP', charged: 0n };

test.each<[string, Partial<LateFeePolicy>, Partial<typeof invoice>, bigint]>([
  ['a percentage of what is due', {}, { due: 50_00n }, 1_00n],
  ['half a unit is rounded up', {}, { due: 25n }, 1n],
  ['below half a unit it is nothing', {}, { due: 24n }, 0n],
  ['an amount', { fee: { amount: 5_00n, currency: 'GBP' } }, {}, 5_00n],
  ['an amount of another currency is not charged', { fee: { amount: 5_00n, currency: 'EUR' } }, {}, 0n],
  ['the last one only up to the cap', {}, { charged: 9_50n }, 50n],
  ['nothing beyond the cap', {}, { charged: 10_00n }, 0n],
  ['no cap, no bound', { capPercent: null }, { charged: 90_00n }, 2_00n],
])('%s', (_what, changed, facts, expected) => {
  expect(lateFeeAmount({ ...policy, ...changed }, { ...invoice, ...facts })).toBe(expected);
});

test('the fees of an invoice never come to more than the cap', () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 9n });
  const percent = fc.integer({ min: 1, max: 1_000_000 }).map((units) => String(units / 10_000));
  fc.assert(
    fc.property(amount, percent, percent, (total, each, cap) => {
      let charged = 0n;
      const capped = { ...policy, fee: { percent: each }, capPercent: cap };
      for (let i = 0; i < 20; i += 1) {
        const fee = lateFeeAmount(capped, { due: total, total, currency: 'GBP', charged });
        expect(fee).toBeGreaterThanOrEqual(0n);
        charged += fee;
      }
      // Rounded half up, it is at most half a unit above.
      expect(charged * 2_000_000n).toBeLessThanOrEqual(
        total * 2n * BigInt(Math.round(Number(cap) * 10_000)) + 1_000_000n,
      );
    }),
  );
});
