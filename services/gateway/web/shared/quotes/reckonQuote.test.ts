import { expect, test } from 'vitest';
import { type OfferedQuote, reckonQuote, tickedIn } from './reckonQuote.ts';

const vat = { id: 'vat', name: 'VAT', percent: '20', inclusive: false };
const line = (id: string, unitAmount: number, more: Partial<OfferedQuote['lines'][number]> = {}) => ({
  ...{ id, description: id, quantity: '1', unitAmount, discount: null, taxes: [vat], optional: false, chosen: true },
  ...more,
});
const quote: OfferedQuote = {
  currency: 'GBP',
  rounding: 'line',
  discount: { percent: '10' },
  lines: [
    line('base', 100_00),
    line('backup', 50_00, { optional: true }),
    line('training', 10_00, { optional: true, chosen: false }),
  ],
};

test('the total moves with the choice, as the server reckons it', () => {
  expect([...tickedIn(quote)]).toEqual(['backup']);
  expect(reckonQuote(quote, tickedIn(quote))).toBe(162_00);
  expect(reckonQuote(quote, new Set())).toBe(108_00);
  expect(reckonQuote(quote, new Set(['backup', 'training']))).toBe(172_80);
});

test('what is always part of it is not left out, and what is unknown is not added', () => {
  expect(reckonQuote(quote, new Set(['nothing', '__proto__']))).toBe(108_00);
  const choice = { ...quote, lines: [line('a', 100, { optional: true })] };
  expect(reckonQuote(choice, new Set())).toBeNull();
});
