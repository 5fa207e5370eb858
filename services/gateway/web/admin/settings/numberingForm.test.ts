import { expect, test } from 'vitest';
import { seriesBody } from '../../../src/api/models/series.ts';
import { bodyOfNumbering, exampleOf, formOfSeries } from './numberingForm.ts';

const series = {
  kind: 'invoice' as const,
  prefix: 'NW-',
  suffix: '',
  padding: 4,
  yearly: false,
  next: 12,
  preview: 'NW-0012',
};
const form = formOfSeries(series);

test('a series that nobody touched is sent without a next number, and goes on', () => {
  const written = bodyOfNumbering(form, series);
  expect(written).toEqual({ ok: true, body: { prefix: 'NW-', suffix: '', padding: 4, yearly: false } });
  expect(written.ok && seriesBody.safeParse(written.body).success).toBe(true);
  expect(bodyOfNumbering({ ...form, next: '5000' }, series)).toMatchObject({ body: { next: 5000 } });
});

test.each([
  ['padding', { padding: '13' }],
  ['padding', { padding: '' }],
  ['next', { next: '0' }],
  ['next', { next: '1.5' }],
  ['next', { next: 'x' }],
  ['prefix', { yearly: true }],
])('a fault of %s is said where it is', (field, more) => {
  expect(bodyOfNumbering({ ...form, ...more }, series)).toMatchObject({
    ok: false,
    faults: { [field]: expect.any(String) },
  });
});

test('the example is what the next document will be called', () => {
  expect(exampleOf(form, 2026)).toBe('NW-0012');
  expect(exampleOf({ ...form, prefix: 'INV-{YYYY}-', suffix: '/x', padding: '6' }, 2026)).toBe('INV-2026-000012/x');
  expect(exampleOf({ ...form, next: '' }, 2026)).toBeUndefined();
});
