import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from './calendarDate.ts';
import { remindersNow } from './reminders.ts';

const dueOn = '2026-03-01';
const facts = { dueOn, steps: [-3, 1, 7, 14], done: [], since: '2026-02-02' };

test.each([
  ['nothing before the first step', '2026-02-25', [], { send: null, superseded: [], nextOn: '2026-02-26' }],
  ['the step of the day', '2026-02-26', [], { send: -3, superseded: [], nextOn: '2026-03-02' }],
  ['never the same again', '2026-02-26', [-3], { send: null, superseded: [], nextOn: '2026-03-02' }],
  ['after downtime the latest alone', '2026-03-09', [-3], { send: 7, superseded: [1], nextOn: '2026-03-15' }],
  ['long after the end the last alone', '2027-03-09', [], { send: 14, superseded: [-3, 1, 7], nextOn: null }],
  ['none that a later one was sent for', '2026-03-09', [-3, 7], { send: null, superseded: [1], nextOn: '2026-03-15' }],
])('%s', (_what, today, done, expected) => {
  expect(remindersNow({ ...facts, today, done })).toEqual(expected);
});

test('of steps that were over before the schedule was set, none is sent', () => {
  expect(remindersNow({ ...facts, since: '2026-03-09', today: '2026-03-10' })).toEqual({
    send: null,
    superseded: [],
    nextOn: '2026-03-15',
  });
});

test('looked at on whichever days, each step is done once at most, one a look, in order and never before its day', () => {
  const step = fc.integer({ min: -30, max: 90 });
  fc.assert(
    fc.property(fc.uniqueArray(step, { maxLength: 8 }), fc.array(fc.nat(120), { maxLength: 30 }), (steps, looks) => {
      const done: number[] = [];
      const sent: number[] = [];
      for (const day of looks.toSorted((a, b) => a - b)) {
        const today = addDays('2026-02-01', day);
        const now = remindersNow({ dueOn, steps, done, since: '2026-02-01', today });
        if (now.send !== null) {
          expect(addDays(dueOn, now.send) <= today).toBe(true);
          sent.push(now.send);
        }
        expect(now.nextOn === null || now.nextOn > today).toBe(true);
        done.push(...now.superseded, ...(now.send === null ? [] : [now.send]));
        // At the same moment again: nothing.
        const again = remindersNow({ dueOn, steps, done, since: '2026-02-01', today });
        expect([again.send, again.superseded]).toEqual([null, []]);
      }
      expect(new Set(done).size).toBe(done.length);
      expect(sent).toEqual(sent.toSorted((a, b) => a - b));
    }),
  );
});

test('looked at every day, every step is sent on its day and none is left out', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: -20, max: 60 }), { maxLength: 8 }), (steps) => {
      const done: number[] = [];
      for (let day = 0; day < 100; day += 1) {
        const today = addDays('2026-02-01', day);
        const { send, superseded } = remindersNow({ dueOn, steps, done, since: '2026-02-01', today });
        expect(superseded).toEqual([]);
        if (send === null) continue;
        expect(addDays(dueOn, send)).toBe(today);
        done.push(send);
      }
      expect(done).toEqual(steps.toSorted((a, b) => a - b));
    }),
  );
});
