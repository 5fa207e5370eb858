import { expect, test } from 'vitest';
import { isInquiry, outcomeOf, takesEvidence } from './dispute.ts';

test.each([
  ['needs_response', null],
  ['under_review', null],
  ['warning_needs_response', null],
  ['warning_closed', 'closed'],
  ['prevented', 'closed'],
  ['won', 'won'],
  ['lost', 'lost'],
  // The money is gone until the appeal is won.
  ['appeal_needs_response', 'lost'],
  ['appeal_under_review', 'lost'],
])('%s has ended as %s', (status, outcome) => {
  expect(outcomeOf(status, null)).toBe(outcome);
});

test('an appeal that is won takes the loss back; a word that nobody knew changes nothing', () => {
  expect(outcomeOf('won', 'lost')).toBe('won');
  expect(outcomeOf('teleported', 'lost')).toBe('lost');
  expect(outcomeOf('teleported', null)).toBeNull();
});

test('evidence is taken while the bank waits for it, and an inquiry is told from a dispute', () => {
  expect(['needs_response', 'warning_needs_response', 'appeal_needs_response'].every(takesEvidence)).toBe(true);
  expect(['under_review', 'won', 'lost'].some(takesEvidence)).toBe(false);
  expect([isInquiry('warning_under_review'), isInquiry('needs_response')]).toEqual([true, false]);
});
