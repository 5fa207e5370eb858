import { expect, test } from 'vitest';
import { daysUntil } from './disputeWords.ts';

const now = new Date('2026-11-29T18:00:00Z');

test.each([
  ['2026-12-08T23:59:59Z', 'in 9 days'],
  ['2026-11-30T23:00:00Z', 'tomorrow'],
  ['2026-11-29T23:59:59Z', 'today'],
  ['2026-11-29T17:59:59Z', 'which has passed'],
])('an answer by %s is due %s', (dueBy, words) => expect(daysUntil(dueBy, now)).toBe(words));
