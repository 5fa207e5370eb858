import { expect, test } from 'vitest';
import { alarmWords, isAboutAlarms, type Mailing, mailingFor } from './alarms.ts';

const at = (time: string) => new Date(`2027-03-01T${time}Z`);
const newest = { mailingId: 'm1', at: at('12:00:30'), isPlanned: true };

test.each([
  ['the first of all is told of soon', '12:00:00', undefined, { at: at('12:00:30') }],
  ['what comes before the mail closes is told of by it', '12:00:19', newest, { join: 'm1' }],
  ['what comes as it closes waits for the hour to be over', '12:00:20', newest, { at: at('13:00:30') }],
  ['so does what comes right after', '12:00:31', newest, { at: at('13:00:30') }],
  ['what comes when it is sent already waits too', '12:00:10', { ...newest, isPlanned: false }, { at: at('13:00:30') }],
  ['what comes long after is told of soon', '15:00:00', newest, { at: at('15:00:30') }],
] as const)('%s', (_what, now, known, expected) => {
  expect(mailingFor(at(now), known)).toEqual(expected);
});

test('however many are raised, an hour sees two mails at most', () => {
  const mailings: Mailing[] = [];
  for (let second = 0; second < 3600; second += 1) {
    const found = mailingFor(new Date(at('12:00:00').getTime() + second * 1000), mailings.at(-1));
    if ('at' in found) mailings.push({ mailingId: String(mailings.length), at: found.at, isPlanned: true });
  }
  expect(mailings.map((mailing) => mailing.at)).toEqual([at('12:00:30'), at('13:00:30')]);
});

test('a few are told in words, the rest by number', () => {
  const notice = (n: number) => ({ handler: `a.b${n}`, reason: 'failed' });
  expect(alarmWords([notice(1)])).toBe('a.b1: failed');
  expect(alarmWords([1, 2, 3, 4, 5].map(notice))).toBe('a.b1: failed; a.b2: failed; a.b3: failed; and 2 more');
});

test('a mail about alarms tells of everything but mails about alarms', () => {
  for (const name of ['mailAlarms', 'noteAlarm', 'forwardAlarm', 'tellOfAlarmsInPayments'])
    expect(isAboutAlarms(`notifications.${name}`)).toBe(true);
  for (const name of ['notifications.sendMail', 'payments.resolveAttempt', 'payments.mailAlarms'])
    expect(isAboutAlarms(name)).toBe(false);
});
