import { expect, test } from 'vitest';
import { reasonOf } from './autopayWords.ts';

const refused = {
  attemptId: `att_${'0'.repeat(32)}`,
  try: 1,
  at: '2026-01-01T02:00:00Z',
  outcome: 'refused' as const,
  verdict: 'never' as const,
  code: 'card_declined',
  declineCode: 'stolen_card',
  adviceCode: 'do_not_try_again',
  nextOn: null,
  brand: 'visa',
  last4: '4242',
};

test('staff read all that a bank said, and what it leads to', () => {
  expect(reasonOf(refused)).toBe('stolen card, advice: do not try again (not tried again with this card)');
  expect(reasonOf({ ...refused, declineCode: null, adviceCode: null, verdict: 'retry' })).toBe(
    'card declined (may work another day)',
  );
  expect(reasonOf({ ...refused, code: null, declineCode: null, adviceCode: null, verdict: null })).toBe(
    'no reason given',
  );
});
