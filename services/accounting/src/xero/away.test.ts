import { notYet } from '@purser/bus';
import { fault } from '@purser/fault';
import { expect, test } from 'vitest';
import { waitWhileAway } from './away.ts';

test('an answer that did not come is waited for, and no try is counted', () => {
  const waits = waitWhileAway(fault('external', 'books_away', 'Xero did not answer.'));
  expect(waits).toEqual(notYet('xero:away'));
});

test('what waits for something else still waits for that, and what is broken here is seen', () => {
  for (const error of [notYet('connection'), new TypeError('a bug'), fault('rejected', 'erased', 'Erased.')])
    expect(waitWhileAway(error)).toBe(error);
});
