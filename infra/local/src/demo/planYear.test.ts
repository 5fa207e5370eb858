import { expect, test } from 'vitest';
import { firstOfMonth, planYear, plusDays } from './planYear.ts';
import { harbour, nordlicht } from './story.ts';

const today = '2026-11-20';

test.each([harbour, nordlicht])('a year of $name is in the past, in order, and the same each time', (tenant) => {
  const year = planYear(tenant, today);
  expect(year).toEqual(planYear(tenant, today));
  const days = year.map(({ issuedOn }) => issuedOn);
  expect(days).toEqual([...days].sort());
  expect(days[0]).toBe('2025-11-01');
  for (const { issuedOn, payments } of year)
    for (const { on } of payments) expect(on > issuedOn && on <= today).toBe(true);
});

test('there is something to look at: paid, half paid, open and overdue', () => {
  const year = planYear(harbour, today);
  const parts = year.map(({ payments }) => payments.reduce((sum, { percent }) => sum + percent, 0));
  expect(parts.filter((part) => part === 100).length).toBeGreaterThan(80);
  expect(parts).toContain(50);
  const unpaid = year.filter((_, at) => parts[at] === 0);
  expect(unpaid.some(({ issuedOn }) => plusDays(issuedOn, harbour.terms_days) < today)).toBe(true);
});

test.each([
  ['2026-01-31', 1, '2025-12-01'],
  ['2026-03-31', 1, '2026-02-01'],
  ['2026-11-20', 12, '2025-11-01'],
])('the month %s less %i begins on %s', (day, back, first) => expect(firstOfMonth(day, back)).toBe(first));
