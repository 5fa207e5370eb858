import { expect, test } from 'vitest';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { type CreditForm, creditOf, emptyCredit, emptyLine } from './creditForm.ts';

const invoice = {
  totals: { total: 120_00 },
  credited: { amount: 20_00, currency: 'GBP' },
  lines: [
    { id: 'a', total: 60_00, quantity: '3' },
    { id: 'b', total: 60_00, quantity: '1.5' },
  ],
} as InvoiceModel;
const lines = (more: CreditForm['lines']): CreditForm => ({ ...emptyCredit, scope: 'lines', lines: more });

test('the whole is what is left, and names no line', () => {
  expect(creditOf(emptyCredit, invoice)).toEqual({ body: {}, worth: 100_00, faults: {} });
});

test('lines go by amount or by quantity; what a quantity is worth only the server says', () => {
  const form = lines({ a: { ...emptyLine, amount: 5_00 }, b: { ...emptyLine, by: 'quantity', quantity: '0,5' } });
  expect(creditOf(form, invoice)).toEqual({
    body: {
      lines: [
        { lineId: 'a', amount: 5_00 },
        { lineId: 'b', quantity: '0.5' },
      ],
    },
    worth: null,
    faults: {},
  });
});

test.each([
  ['no line', lines({}), 'lines'],
  ['more than a line', lines({ a: { ...emptyLine, amount: 60_01 } }), 'a'],
  ['an amount that is none', lines({ a: { ...emptyLine, amount: 5_00 }, b: { ...emptyLine, unreadable: true } }), 'b'],
  ['an amount of nothing', lines({ a: { ...emptyLine, amount: 5_00 }, b: { ...emptyLine, amount: 0 } }), 'b'],
  ['more pieces than there are', lines({ b: { ...emptyLine, by: 'quantity', quantity: '1.6' } }), 'b'],
  ['words for a quantity', lines({ b: { ...emptyLine, by: 'quantity', quantity: 'one' } }), 'b'],
  ['no amount', { ...emptyCredit, scope: 'amount' } satisfies CreditForm, 'amount'],
  ['more than is left', { ...emptyCredit, scope: 'amount', amount: 100_01 } satisfies CreditForm, 'amount'],
])('%s is not sent, and said where it is wrong', (_what, form, path) => {
  const { body, faults } = creditOf(form, invoice);
  expect(body).toBeUndefined();
  expect(Object.keys(faults)).toEqual([path]);
});
