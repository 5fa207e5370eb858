import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moveOfSetup, type SetupStatus } from './setup.ts';

const word = fc.constantFrom(
  'requires_payment_method',
  'requires_action',
  'processing',
  'succeeded',
  'canceled',
  'new',
);

function fold(words: readonly string[]): { status: SetupStatus; kept: number } {
  let status: SetupStatus = 'open';
  let kept = 0;
  for (const each of words) {
    const move = moveOfSetup(status, each);
    if (move === 'keep') {
      status = 'succeeded';
      kept += 1;
    }
    if (move === 'end') status = 'ended';
  }
  return { status, kept };
}

test('what was given is kept once, in whatever order and however often Stripe’s words come; without it nothing is', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 10 }), (words) => {
      const { status, kept } = fold(words);
      const given = words.includes('succeeded');
      expect(kept).toBe(given ? 1 : 0);
      if (given) expect(status).toBe('succeeded');
      else expect(status).toBe(words.includes('canceled') ? 'ended' : 'open');
      expect(fold([...words, ...words])).toEqual({ status, kept });
    }),
  );
});
