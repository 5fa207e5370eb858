import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { invoiceInput } from './arbitraries.test.ts';
import { computeTotals } from './computeTotals.ts';
import { explain } from './explain.ts';
import type { InvoiceInput } from './invoiceInput.ts';
import { canonicalText, isReproducible, replay } from './replay.ts';
import type { Why } from './why.ts';

const throughJson = (why: Why): Why => JSON.parse(JSON.stringify(why));

const example: InvoiceInput = {
  currency: 'GBP',
  rounding: 'document',
  roundingMode: 'halfUp',
  discount: { amount: 100n },
  lines: [
    {
      id: 'support',
      description: 'Support hours',
      quantity: '2.5',
      unitAmount: 4000n,
      discount: { percent: '10' },
      taxes: [{ id: 'vat', name: 'VAT', percent: '20', inclusive: false }],
    },
    {
      id: 'traffic',
      description: 'Traffic',
      quantity: '1000',
      unitAmount: 0n,
      unitAmountDecimal: '0.125',
      taxes: [
        { id: 'levy', name: 'Levy', percent: '5', inclusive: true },
        { id: 'rc', name: 'VAT abroad', percent: '20', inclusive: false, kind: 'reverseCharge' },
      ],
    },
  ],
};

describe('why this amount', () => {
  test('every line replays from its stored JSON, byte for byte', () => {
    fc.assert(
      fc.property(invoiceInput(), (input) => {
        for (const { why } of computeTotals(input).lines) {
          const stored = JSON.stringify(why);
          expect(JSON.stringify(replay(JSON.parse(stored)))).toBe(stored);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('the steps end in the figures of the line', () => {
    fc.assert(
      fc.property(invoiceInput(), (input) => {
        for (const line of computeTotals(input).lines) {
          const result = (rule: string) => line.why.steps.find((step) => step.rule === rule)?.result;
          expect(result('gross')).toBe(String(line.gross));
          expect(result('net')).toBe(String(line.net));
          expect(line.why.steps.at(-1)).toMatchObject({ rule: 'total', result: String(line.total) });
        }
      }),
    );
  });

  test('a store that reorders keys changes nothing', () => {
    const [first] = computeTotals(example).lines;
    const { steps, given, version } = throughJson(first!.why);
    const reordered: Why = { steps, given, version };
    expect(JSON.stringify(reordered)).not.toBe(JSON.stringify(first!.why));
    expect(canonicalText(reordered)).toBe(canonicalText(first!.why));
    expect(isReproducible(reordered)).toBe(true);
  });

  test('an altered result, input or given fact is found out', () => {
    const why = throughJson(computeTotals(example).lines[0]!.why);
    const { given, steps } = why;
    expect(isReproducible(why)).toBe(true);
    expect(isReproducible({ ...why, steps: steps.slice(1) })).toBe(false);
    expect(isReproducible({ ...why, steps: steps.with(0, { ...steps[0]!, result: '10001' }) })).toBe(false);
    expect(isReproducible({ ...why, given: { ...given, line: { ...given.line, quantity: '2.6' } } })).toBe(false);
    expect(given.invoiceDiscount?.extra).toBe('1');
    const invoiceDiscount = { ...given.invoiceDiscount!, extra: '0' };
    expect(isReproducible({ ...why, given: { ...given, invoiceDiscount } })).toBe(false);
  });

  test('a version of later code is refused, not misread', () => {
    const why: Why = JSON.parse(
      JSON.stringify(computeTotals(example).lines[0]!.why).replace('"version":1', '"version":2'),
    );
    expect(() => replay(why)).toThrow(expect.objectContaining({ code: 'whyVersionUnknown' }));
  });

  test('sentences follow the steps and name every figure', () => {
    const [support, traffic] = computeTotals(example).lines.map((line) => explain(line.why));
    expect(support).toEqual([
      '2.5 × 40.00 GBP = 100.00 GBP.',
      'Less 10% of 100.00 GBP = 10.00 GBP.',
      "The invoice's discount (1.00 GBP) is shared by value; this line is 90.00 GBP of 91.25 GBP and takes 0.99 GBP.",
      'Price after discounts: 89.01 GBP.',
      'Net of tax: 89.01 GBP.',
      "VAT at 20% of 89.01 GBP: 17.80 GBP (this line's part of 17.80 GBP on the whole invoice).",
      '89.01 GBP + 17.80 GBP tax = 106.81 GBP.',
    ]);
    expect(traffic).toEqual([
      '1000 × 0.00125 GBP = 1.25 GBP.',
      "The invoice's discount (1.00 GBP) is shared by value; this line is 1.25 GBP of 91.25 GBP and takes 0.01 GBP.",
      'Price after discounts: 1.24 GBP.',
      "The price of 1.24 GBP contains Levy at 5%: 0.06 GBP (this line's part of 0.06 GBP on the whole invoice, 0.01 GBP of it from rounding).",
      'Net of tax: 1.18 GBP.',
      'VAT abroad: reverse charge, the customer accounts for the tax; 0.00 GBP.',
      '1.18 GBP + 0.06 GBP tax = 1.24 GBP.',
    ]);
  });

  test('every reckoning can be put into sentences, one for each step', () => {
    fc.assert(
      fc.property(invoiceInput(4), (input) => {
        for (const { why } of computeTotals(input).lines) {
          const sentences = explain(why);
          expect(sentences).toHaveLength(why.steps.length);
          expect(sentences.join(' ')).not.toMatch(/undefined|NaN| {2}/);
        }
      }),
    );
  });
});
