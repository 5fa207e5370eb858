import { mailLanguages } from '@purser/mailtemplate';
import { expect, test } from 'vitest';
import { adviceOn } from './advice.ts';

test.each(['lost_card', 'stolen_card', 'fraudulent', 'pickup_card', 'merchant_blacklist', null, 'anything_new'])(
  'why the bank refused stays between it and the payer: %s',
  (code) => {
    for (const language of mailLanguages) {
      expect(adviceOn(code, language)).toBe(adviceOn('generic_decline', language));
      expect(adviceOn(code, language)).not.toMatch(
        /lost|stolen|fraud|verloren|gestohlen|perdu|vol[ée]|robad|gestolen/i,
      );
    }
  },
);
