import { expect, test } from 'vitest';
import { periodIn, usualPeriods } from './periods.ts';

const periods = (today: string) =>
  Object.fromEntries(usualPeriods(today).map(({ id, from, until }) => [id, `${from} ${until}`]));

test('quarters, months and years are whole, also across a new year', () => {
  expect(periods('2028-02-10')).toEqual({
    thisQuarter: '2028-01-01 2028-03-31',
    lastQuarter: '2027-10-01 2027-12-31',
    thisMonth: '2028-02-01 2028-02-29',
    lastMonth: '2028-01-01 2028-01-31',
    thisYear: '2028-01-01 2028-12-31',
    lastYear: '2027-01-01 2027-12-31',
  });
  expect(periods('2026-12-31')).toMatchObject({
    thisQuarter: '2026-10-01 2026-12-31',
    lastQuarter: '2026-07-01 2026-09-30',
    lastMonth: '2026-11-01 2026-11-30',
  });
});

test('what an address says is taken only when both are days', () => {
  const without = { from: '2026-01-01', until: '2026-03-31' };
  expect(periodIn(new URLSearchParams('from=2026-02-01&until=2026-02-28'), without)).toEqual({
    from: '2026-02-01',
    until: '2026-02-28',
  });
  for (const text of ['', 'from=2026-02-01', 'from=x&until=y', 'from=2026-02-01&until=<script>'])
    expect(periodIn(new URLSearchParams(text), without)).toBe(without);
});
