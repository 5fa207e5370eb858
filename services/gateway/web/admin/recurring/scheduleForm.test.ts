import { expect, test } from 'vitest';
import { emptySchedule, fieldsOf, firstDays, isLateInMonth, readSchedule, type ScheduleForm } from './scheduleForm.ts';

const form: ScheduleForm = { ...emptySchedule('2026-01-31'), name: 'Managed IT' };
const today = '2026-01-30';

test('what is written is what the API takes', () => {
  expect(fieldsOf({ ...form, ends: 'after', most: '6' }, today)).toEqual({
    ok: true,
    fields: {
      name: 'Managed IT',
      every: 1,
      unit: 'month',
      startOn: '2026-01-31',
      monthEnd: false,
      most: 6,
      reviewDays: 3,
      send: true,
    },
  });
});

test.each<[string, Partial<ScheduleForm>]>([
  ['name', { name: ' ' }],
  ['every', { every: '0' }],
  ['startOn', { startOn: null }],
  ['startOn', { startOn: '2026-01-29' }],
  ['endOn', { ends: 'on', endOn: '2026-01-30' }],
  ['endOn', { ends: 'on', endOn: null }],
  ['most', { ends: 'after', most: '1001' }],
  ['reviewDays', { reviewDays: '61' }],
])('what is wrong with %s is said there', (field, typed) => {
  const written = fieldsOf({ ...form, ...typed }, today);
  expect(written.ok ? [] : Object.keys(written.faults)).toEqual([field]);
});

test('a first day that is over stays when it was the first day before', () => {
  expect(fieldsOf({ ...form, startOn: '2025-01-31' }, today, '2025-01-31').ok).toBe(true);
});

test('the first days are shown while the rest is being typed', () => {
  expect(firstDays(form, today, 3)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
  expect(firstDays({ ...form, ends: 'after', most: '2' }, today, 3)).toHaveLength(2);
  expect(firstDays({ ...form, every: '' }, today, 3)).toEqual([]);
  expect(isLateInMonth(form)).toBe(true);
});

test('of what an older page kept, what does not fit is dropped', () => {
  expect(readSchedule(form)).toEqual(form);
  for (const wrong of [null, {}, { ...form, unit: 'day' }, { ...form, send: 'yes' }])
    expect(readSchedule(wrong)).toBeUndefined();
});
