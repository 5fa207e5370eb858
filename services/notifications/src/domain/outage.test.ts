import { expect, test } from 'vitest';
import { askAgain_ms, patience_ms } from './outage.ts';
import { fastPace, usualPace } from './pace.ts';

test('a server that takes no mail is asked after ten seconds, then half as often each time, at last every five minutes', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 1000].map((asks) => askAgain_ms(asks, usualPace) / 1000);
  expect(waits).toEqual([10, 20, 40, 80, 160, 300, 300, 300]);
});

test('the fast profile asks within half a second', () => {
  expect([1, 2, 30].map((asks) => askAgain_ms(asks, fastPace))).toEqual([50, 100, 500]);
});

test('a mail waits five days for its server, and a link to sign in an hour: whoever wanted it has asked again', () => {
  expect([patience_ms('invoiceIssued'), patience_ms('signInLink')]).toEqual([432_000_000, 3_600_000]);
});
