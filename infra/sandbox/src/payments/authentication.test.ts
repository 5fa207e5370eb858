import { expect, it } from 'vitest';
import { authenticationNeeded } from './authentication.ts';
import { cardByToken } from './cards.ts';

const needed = (token: string, offSession: boolean, setUp = false, requested = false) => {
  const card = cardByToken(token);
  if (!card) throw new Error(`no card ${token}`);
  return authenticationNeeded(card, { setUp }, { offSession, requested });
};

it.each([
  ['pm_card_visa', 'none', 'none', 'none'],
  ['pm_card_authenticationRequired', 'challenge', 'challenge', 'challenge'],
  ['pm_card_authenticationRequiredOnSetup', 'challenge', 'challenge', 'none'],
  ['pm_card_authenticationRequiredSetupForOffSession', 'challenge', 'none', 'none'],
  ['pm_card_threeDSecure2Required', 'challenge', 'challenge', 'challenge'],
  ['pm_card_threeDSecureOptional', 'none', 'none', 'none'],
  ['pm_card_threeDSecureRequiredProcessingError', 'none', 'none', 'none'],
])('%s: on session %s, off session %s, off session after set-up %s', (token, onSession, offSession, afterSetUp) => {
  expect(needed(token, false)).toBe(onSession);
  expect(needed(token, true)).toBe(offSession);
  expect(needed(token, true, true)).toBe(afterSetUp);
});

it('an optional card is challenged when the merchant asks and the payer is there', () => {
  expect(needed('pm_card_threeDSecureOptional', false, false, true)).toBe('challenge');
  expect(needed('pm_card_threeDSecureOptional', true, false, true)).toBe('none');
});
