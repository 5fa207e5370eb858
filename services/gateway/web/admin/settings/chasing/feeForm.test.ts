import { expect, test } from 'vitest';
import { type FeeForm, feeFormOf, policyOf } from './feeForm.ts';

const policy = { graceDays: 5, fee: { percent: '1.5' }, everyDays: 30, capPercent: '12' };

test('a policy is shown as it was saved, and saved as it is shown', () => {
  expect(policyOf(feeFormOf(policy), 'GBP')).toEqual({ ok: true, policy });
  const fixed = { ...policy, fee: { amount: 15_00, currency: 'GBP' }, everyDays: null, capPercent: null };
  expect(policyOf(feeFormOf(fixed), 'GBP')).toEqual({ ok: true, policy: fixed });
  expect(policyOf(feeFormOf(null), 'GBP')).toEqual({ ok: true, policy: null });
});

test.each<[keyof FeeForm, Partial<FeeForm>]>([
  ['graceDays', { graceDays: '91' }],
  ['everyDays', { everyDays: '6' }],
  ['percent', { percent: '0' }],
  ['percent', { percent: '100.5' }],
  ['percent', { percent: 'two' }],
  ['amount', { kind: 'amount', amount: null }],
  ['capPercent', { capPercent: '' }],
])('what is wrong with %s is said there', (field, typed) => {
  const written = policyOf({ ...feeFormOf(policy), ...typed }, 'GBP');
  expect(written.ok ? [] : Object.keys(written.faults)).toEqual([field]);
});

test('a comma is a decimal point too', () => {
  expect(policyOf({ ...feeFormOf(policy), percent: '2,5' }, 'GBP')).toMatchObject({
    policy: { fee: { percent: '2.5' } },
  });
});
