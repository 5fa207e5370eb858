import { type CreditTotals, computeTotals, creditTotals, type InvoiceInput, isReproducible } from '@purser/billing';
import { expect, test } from 'vitest';
import { documentText, readCredit, readReckoning } from './documents.ts';

const input: InvoiceInput = {
  currency: 'KWD',
  lines: [
    {
      id: 'a',
      description: 'Ärger & "Freude"',
      quantity: '1.5',
      unitAmount: 9_999_999_999_999n / 2n,
      discount: { amount: 3n },
      taxes: [{ id: 'rc', name: 'Reverse charge', percent: '20', inclusive: false, kind: 'reverseCharge' }],
    },
    { id: 'b', description: '', quantity: '3', unitAmount: 7n, discount: { percent: '12.5' }, taxes: [] },
  ],
  discount: { amount: 10n },
  rounding: 'document',
  roundingMode: 'halfEven',
};

test('what was stored is read back as it was, and its reasons reckon to the same', () => {
  const reckoning = { input, totals: computeTotals(input) };
  const read = readReckoning(documentText(reckoning));
  expect(read).toEqual(reckoning);
  expect(documentText(read)).toBe(documentText(reckoning));
  expect(read.totals.lines.every(({ why }) => isReproducible(why))).toBe(true);
});

test('a credit note is read back as it was', () => {
  const credit: CreditTotals = creditTotals(computeTotals(input), [], {
    kind: 'lines',
    lines: [{ lineId: 'a', amount: 5n }],
  });
  expect(readCredit(documentText(credit))).toEqual(credit);
});

test('a document in a currency that was withdrawn since is still read', () => {
  const text = documentText({ input, totals: computeTotals(input) }).replaceAll('KWD', 'HRK');
  expect(readReckoning(text).totals.currency).toBe('HRK');
});
