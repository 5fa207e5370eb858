import { addDays, checkRecurrence, type Recurrence, upcomingPeriods } from '@purser/billing';
import type { RecurringBody, RecurringModel } from '../../../src/api/models/recurring.ts';

type Unit = RecurringBody['unit'];

/** When a recurring invoice is made, as it is being typed. */
export type ScheduleForm = {
  name: string;
  every: string;
  unit: Unit;
  startOn: string | null;
  monthEnd: boolean;
  ends: 'never' | 'on' | 'after';
  endOn: string | null;
  most: string;
  reviewDays: string;
  send: boolean;
};
export type ScheduleFaults = Partial<Record<'name' | 'every' | 'startOn' | 'endOn' | 'most' | 'reviewDays', string>>;

export const units: readonly { value: Unit; label: string }[] = [
  { value: 'week', label: 'weeks' },
  { value: 'month', label: 'months' },
  { value: 'year', label: 'years' },
];

export function emptySchedule(tomorrow: string): ScheduleForm {
  return {
    name: '',
    every: '1',
    unit: 'month',
    startOn: tomorrow,
    monthEnd: false,
    ends: 'never',
    endOn: null,
    most: '12',
    reviewDays: '3',
    send: true,
  };
}

export function scheduleOf(recurring: RecurringModel): ScheduleForm {
  const { name, every, unit, startOn, monthEnd = false, endOn, most, reviewDays, send = true } = recurring;
  return {
    name,
    every: String(every),
    unit,
    startOn,
    monthEnd,
    ends: most !== undefined ? 'after' : endOn !== undefined ? 'on' : 'never',
    endOn: endOn ?? null,
    most: String(most ?? 12),
    reviewDays: String(reviewDays),
    send,
  };
}

type Fields = Pick<
  RecurringBody,
  'name' | 'every' | 'unit' | 'startOn' | 'monthEnd' | 'endOn' | 'most' | 'reviewDays' | 'send'
>;
type Written = { ok: true; fields: Fields } | { ok: false; faults: ScheduleFaults };

/** What the API takes, or what is wrong. A first day that is over is only taken where it was the first day before. */
export function fieldsOf(form: ScheduleForm, today: string, startedOn?: string): Written {
  const faults: ScheduleFaults = {};
  const name = form.name.trim();
  if (name === '') faults.name = 'Give it a name.';
  const every = wholeIn(form.every, 1, 120);
  if (every === undefined) faults.every = 'From 1 to 120.';
  const reviewDays = wholeIn(form.reviewDays, 0, 60);
  if (reviewDays === undefined) faults.reviewDays = 'From 0 to 60 days.';
  const { startOn, unit, ends } = form;
  if (startOn === null) faults.startOn = 'Choose the first day.';
  else if (startOn < today && startOn !== startedOn) faults.startOn = 'Today or later.';
  const most = ends === 'after' ? wholeIn(form.most, 1, 1000) : undefined;
  if (ends === 'after' && most === undefined) faults.most = 'From 1 to 1,000.';
  const endOn = ends === 'on' ? (form.endOn ?? undefined) : undefined;
  if (ends === 'on' && (endOn === undefined || (startOn !== null && endOn < startOn)))
    faults.endOn = 'The first day or later.';
  if (Object.keys(faults).length > 0 || every === undefined || reviewDays === undefined || startOn === null)
    return { ok: false, faults };
  const monthEnd = form.monthEnd && unit !== 'week';
  const end = { ...(endOn !== undefined && { endOn }), ...(most !== undefined && { most }) };
  return { ok: true, fields: { name, every, unit, startOn, monthEnd, ...end, reviewDays, send: form.send } };
}

/** The first days it falls on, as far as they can be told. */
export function firstDays(form: ScheduleForm, from: string, shown: number): string[] {
  const every = wholeIn(form.every, 1, 120);
  if (every === undefined || form.startOn === null) return [];
  const recurrence: Recurrence = {
    every,
    unit: form.unit,
    startOn: form.startOn,
    monthEnd: form.monthEnd && form.unit !== 'week',
    ...(form.ends === 'on' && form.endOn !== null && { endOn: form.endOn }),
  };
  const most = form.ends === 'after' ? (wholeIn(form.most, 1, 1000) ?? shown) : shown;
  try {
    checkRecurrence(recurrence);
    return upcomingPeriods(recurrence, from > form.startOn ? from : form.startOn, Math.min(shown, most));
  } catch {
    return [];
  }
}

/** Whether months will be too short for the day: then it falls on their last. */
export function isLateInMonth({ startOn, unit, monthEnd }: ScheduleForm): boolean {
  return unit === 'month' && !monthEnd && startOn !== null && Number(startOn.slice(8)) > 28;
}

export const dayAfter = (day: string): string => addDays(day, 1);

function wholeIn(typed: string, least: number, most: number): number | undefined {
  const text = typed.trim();
  const value = Number(text);
  return /^\d{1,4}$/.test(text) && value >= least && value <= most ? value : undefined;
}

/** Checks what this browser kept of it. */
export function readSchedule(value: unknown): ScheduleForm | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const form = value as Record<string, unknown>;
  const texts = ['name', 'every', 'most', 'reviewDays'].every((key) => typeof form[key] === 'string');
  const days = ['startOn', 'endOn'].every((key) => form[key] === null || typeof form[key] === 'string');
  const flags = ['monthEnd', 'send'].every((key) => typeof form[key] === 'boolean');
  const words =
    units.some(({ value: unit }) => unit === form.unit) && ['never', 'on', 'after'].includes(String(form.ends));
  return texts && days && flags && words ? (value as ScheduleForm) : undefined;
}
