import { expect, test } from 'vitest';
import { judge } from '../checks/all.ts';
import { bookFigures } from '../checks/books.ts';
import { healthy } from '../checks/healthy.fixture.ts';
import { mailFigures } from '../checks/mail.ts';
import type { Rest } from '../quiet/untilQuiet.ts';
import { breachesOf, reportJson, reportLines, type Told } from './report.ts';

const quiet: Rest = { isQuiet: true, took_ms: 900, left: {} };
const told = (run = healthy(), rests = [quiet]): Told => ({
  seed: '7',
  payments: 1,
  killed: [{ victim: 'edge', at_ms: 5 }],
  troubles: [{ payment: 0, delay_ms: 0, kind: 'mail refused for a while', times: 1 }],
  verdicts: judge(run),
  rests,
  asked: run.asked,
  journeys: run.journeys,
  mails: mailFigures(run),
  books: bookFigures(run),
  phases: { payments: 1_234.4 },
  took_ms: 12_345,
});

test('a run in which all is well has no breach, and names every check', () => {
  const json = reportJson(told());
  expect(json).toMatchObject({ seed: '7', payments: 1, kills: 1, troubles: 1, breaches: 0, quiet: true });
  expect(json).toMatchObject({
    mails: { sent: 6, extra_copies: 1 },
    books: { invoices: 4 },
    phases_ms: { payments: 1234 },
    ways_ms: { autopaid: 5_000, plain: 900 },
  });
  expect(json.chargedOnce).toEqual({ looked: 4, breaches: 0 });
  expect(reportLines(told()).at(-1)).toBe('seed 7: 1 payments, 1 kills, 0 breaches, 12.3 s');
});

test('every offender counts as a breach and is named', () => {
  const run = healthy();
  run.outbox = run.outbox.map((message) => ({ ...message, isSent: false }));
  expect(breachesOf(told(run))).toBe(2);
  expect(reportJson(told(run))).toMatchObject({ breaches: 2, everythingSent: { breaches: 2 } });
  expect(reportLines(told(run)).join('\n')).toContain('payments: payments.recordFee m2');
});

test('a run that does not come to rest is a breach, and says what is left', () => {
  const restless = told(healthy(), [{ isQuiet: false, took_ms: 120_000, left: { 'messages unsent': 3 } }]);
  expect(breachesOf(restless)).toBe(1);
  expect(reportLines(restless).join('\n')).toContain('NOT QUIET after 120.0 s: messages unsent: 3');
});
