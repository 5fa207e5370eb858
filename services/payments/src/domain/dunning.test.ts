import { daysBetween, mostTries, usualDunning } from '@purser/billing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AfterRefusal, afterRefusal, mayAsk, type Verdict, verdictOf } from './dunning.ts';

const said = (declineCode: string | null, adviceCode: string | null = null) =>
  verdictOf({ code: 'card_declined', declineCode, adviceCode });

test.each<[Verdict, string[]]>([
  ['never', ['lost_card', 'stolen_card', 'pickup_card', 'fraudulent', 'restricted_card', 'do_not_try_again']],
  ['never', ['revocation_of_authorization', 'revocation_of_all_authorizations', 'stop_payment_order']],
  ['ask', ['expired_card', 'incorrect_number', 'incorrect_cvc', 'invalid_expiry_month']],
  ['authenticate', ['authentication_required']],
  ['retry', ['insufficient_funds', 'card_velocity_exceeded', 'processing_error', 'issuer_not_available']],
  ['retry', ['generic_decline', 'do_not_honor', 'call_issuer', 'try_again_later', 'of_next_year']],
])('what asks for "%s": %j', (verdict, codes) => {
  for (const code of codes) expect(said(code), code).toBe(verdict);
});

test('what the network advises counts, and a code that is final counts more', () => {
  expect(said('generic_decline', 'do_not_try_again')).toBe('never');
  expect(said('generic_decline', 'confirm_card_data')).toBe('ask');
  expect(said('generic_decline', 'try_again_later')).toBe('retry');
  expect(said('lost_card', 'try_again_later')).toBe('never');
  expect(said('insufficient_funds', 'do_not_try_again')).toBe('never');
  expect(verdictOf({ code: 'authentication_required', declineCode: null, adviceCode: null })).toBe('authenticate');
  expect(verdictOf({ code: 'expired_card', declineCode: null, adviceCode: null })).toBe('ask');
});

test('a card is not asked again after a final word, nor more often than the networks bear; after a soft one or the bank’s own wish it is', () => {
  expect(mayAsk([])).toBe(true);
  expect(mayAsk(['retry', 'authenticate'])).toBe(true);
  expect(mayAsk(['retry', 'never'])).toBe(false);
  expect(mayAsk(['ask', 'retry'])).toBe(false);
  expect(mayAsk(Array<Verdict>(mostTries - 1).fill('retry'))).toBe(true);
  expect(mayAsk(Array<Verdict>(mostTries).fill('retry'))).toBe(false);
});

const at = { refused: 1, firstOn: '2026-03-01', on: '2026-03-01' };

test('a soft refusal is tried again after the policy’s wait; the last leads to the end, after the days of grace', () => {
  expect(afterRefusal(usualDunning, { ...at, verdict: 'retry' })).toEqual({ nextOn: '2026-03-02' });
  expect(afterRefusal(usualDunning, { ...at, verdict: 'retry', refused: 5, on: '2026-03-17' })).toEqual({
    stopped: 'exhausted',
    endsOn: '2026-03-24',
  });
});

test.each<Verdict>(['never', 'ask', 'authenticate'])(
  '"%s" stops the tries; the end comes when it would have come',
  (verdict) => {
    expect(afterRefusal(usualDunning, { ...at, verdict })).toEqual({ stopped: verdict, endsOn: '2026-03-24' });
  },
);

test('in every history a bill comes to its end in bounded time, each try later than the one before', () => {
  const verdicts = fc.array(fc.constantFrom<Verdict>('retry', 'retry', 'retry', 'ask', 'never', 'authenticate'), {
    minLength: 12,
    maxLength: 12,
  });
  const policies = fc.record({
    waits_days: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 20 }),
    grace_days: fc.nat(60),
    end: fc.constantFrom('leave' as const, 'writeOff' as const),
  });
  const late = fc.array(fc.nat(40), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(policies, verdicts, late, (policy, said, delays) => {
      const firstOn = '2026-01-31';
      let on = firstOn;
      let after: AfterRefusal = { nextOn: on };
      let tries = 0;
      while ('nextOn' in after) {
        expect(tries).toBeLessThan(mostTries);
        // A run may come late: it never comes early.
        on = new Date(Date.parse(after.nextOn) + (delays[tries] ?? 0) * 86_400_000).toISOString().slice(0, 10);
        tries += 1;
        after = afterRefusal(policy, { verdict: said[tries - 1] ?? 'never', refused: tries, firstOn, on });
        if ('nextOn' in after) expect(daysBetween(on, after.nextOn)).toBeGreaterThanOrEqual(1);
      }
      expect(tries).toBeLessThanOrEqual(mostTries);
      expect(daysBetween(on, after.endsOn)).toBeGreaterThanOrEqual(1);
      expect(daysBetween(on, after.endsOn)).toBeLessThanOrEqual(7 * 30 + 60);
    }),
  );
});
