import { expect, test } from 'vitest';
import { isExpiring, noticeAt } from './method.ts';

const card = { expMonth: 2, expYear: 2028 };

test('a card’s holder is told thirty days before the end of its month, in leap years too', () => {
  expect(noticeAt(card)?.toISOString()).toBe('2028-01-31T00:00:00.000Z');
  expect(noticeAt({ expMonth: 12, expYear: 2027 })?.toISOString()).toBe('2027-12-02T00:00:00.000Z');
  expect(noticeAt({ expMonth: null, expYear: null })).toBeNull();
});

test('a timer that rings early, late or for a renewed card says nothing', () => {
  expect(isExpiring(card, new Date('2028-01-30T23:59:59Z'))).toBe(false);
  expect(isExpiring(card, new Date('2028-01-31T00:00:00Z'))).toBe(true);
  expect(isExpiring(card, new Date('2028-02-29T23:59:59Z'))).toBe(true);
  expect(isExpiring(card, new Date('2028-03-01T00:00:00Z'))).toBe(false);
  expect(isExpiring({ ...card, expYear: 2031 }, new Date('2028-02-10T00:00:00Z'))).toBe(false);
});
