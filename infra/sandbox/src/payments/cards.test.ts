import { expect, it } from 'vitest';
import { cardByToken, passesLuhn, testCards } from './cards.ts';

it('every test card passes the Luhn check and is found by each of its names once', () => {
  const names = testCards.flatMap((card) => card.names);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(testCards.map((card) => card.number)).size).toBe(testCards.length);
  for (const card of testCards) {
    expect(passesLuhn(card.number), card.number).toBe(true);
    for (const name of card.names) {
      expect(cardByToken(`pm_card_${name}`)).toBe(card);
      expect(cardByToken(`tok_${name}`)).toBe(card);
    }
  }
});

it('one wrong digit fails the Luhn check', () => {
  expect(passesLuhn('4242424242424241')).toBe(false);
  expect(passesLuhn('424242424242424x')).toBe(false);
});
