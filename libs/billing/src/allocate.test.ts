import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, applyPayment } from './allocate.ts';
import { total } from './amounts.ts';

const amount = fc.bigInt({ min: 0n, max: 10n ** 13n });
const dues = fc
  .array(fc.oneof(amount, fc.constant(0n)), { maxLength: 20 })
  .map((list) => list.map((due, index) => ({ id: `inv-${index}`, due })));

describe('allocate', () => {
  test('allocations and remainder are the amount, and no due gets more than it is owed', () => {
    fc.assert(
      fc.property(amount, dues, (paid, open) => {
        const { allocations, remainder } = allocate(paid, open);
        expect(total(allocations.map((each) => each.amount)) + remainder).toBe(paid);
        for (const each of allocations) {
          const due = open.find((candidate) => candidate.id === each.id)?.due ?? 0n;
          expect(each.amount > 0n && each.amount <= due).toBe(true);
        }
        if (remainder > 0n)
          expect(total(allocations.map((each) => each.amount))).toBe(total(open.map(({ due }) => due)));
      }),
    );
  });

  test('an earlier due is settled before a later one gets anything', () => {
    const open = [
      { id: 'old', due: 50n },
      { id: 'paid', due: 0n },
      { id: 'new', due: 70n },
    ];
    expect(allocate(80n, open)).toEqual({
      allocations: [
        { id: 'old', amount: 50n },
        { id: 'new', amount: 30n },
      ],
      remainder: 0n,
    });
    expect(allocate(200n, open).remainder).toBe(80n);
  });

  test('negative amounts and a due listed twice are refused', () => {
    expect(() => allocate(-1n, [])).toThrow(expect.objectContaining({ code: 'invalidAmount' }));
    expect(() => allocate(1n, [{ id: 'a', due: -1n }])).toThrow(expect.objectContaining({ code: 'invalidAmount' }));
    const twice = [
      { id: 'a', due: 1n },
      { id: 'a', due: 1n },
    ];
    expect(() => allocate(2n, twice)).toThrow(expect.objectContaining({ code: 'duplicateLine' }));
  });
});

test('a payment settles what is due, and what is over becomes credit', () => {
  expect(applyPayment(70n, 100n)).toEqual({ allocated: 70n, credit: 0n });
  expect(applyPayment(130n, 100n)).toEqual({ allocated: 100n, credit: 30n });
  expect(applyPayment(130n, 0n)).toEqual({ allocated: 0n, credit: 130n });
  expect(() => applyPayment(1n, -1n)).toThrow(expect.objectContaining({ code: 'invalidAmount' }));
});
