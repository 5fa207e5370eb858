import { rational, round } from '@purser/money';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { total } from './amounts.ts';
import { invoiceInput } from './arbitraries.test.ts';
import { computeTotals } from './computeTotals.ts';
import type { InvoiceInput, LineInput, TaxRate } from './invoiceInput.ts';
import { chargedPercent, exactExclusiveTax } from './taxRules.ts';

const vat: TaxRate = { id: 'vat', name: 'VAT', percent: '20', inclusive: false };
const vatIncluded: TaxRate = { ...vat, inclusive: true };

const line = (id: string, unitAmount: bigint, taxes: TaxRate[] = [], more: Partial<LineInput> = {}): LineInput => ({
  id,
  description: id,
  quantity: '1',
  unitAmount,
  taxes,
  ...more,
});
const invoice = (lines: LineInput[], more: Partial<InvoiceInput> = {}): InvoiceInput => ({
  currency: 'GBP',
  lines,
  rounding: 'line',
  roundingMode: 'halfUp',
  ...more,
});

describe('for every invoice', () => {
  test('the parts sum to the whole, in each line, in each rate and over the document', () => {
    fc.assert(
      fc.property(invoiceInput(), (input) => {
        const totals = computeTotals(input);
        for (const each of totals.lines) {
          const tax = total(each.taxes.map((part) => part.amount));
          expect(each.total).toBe(each.net + tax);
          expect(each.taxes.every((part) => part.taxable === each.net)).toBe(true);
        }
        for (const rate of totals.taxTotals) {
          const parts = totals.lines.flatMap((each) => each.taxes.filter((tax) => tax.rateId === rate.rateId));
          expect(rate.amount).toBe(total(parts.map((part) => part.amount)));
          expect(rate.taxable).toBe(total(parts.map((part) => part.taxable)));
        }
        const exclusive = total(totals.taxTotals.filter((rate) => !rate.inclusive).map((rate) => rate.amount));
        expect(totals.total).toBe(total(totals.lines.map((each) => each.total)));
        expect(totals.total).toBe(totals.netTotal + totals.taxTotal);
        expect(totals.total).toBe(totals.subtotal - totals.discountTotal + exclusive);
      }),
      { numRuns: 500 },
    );
  });

  test('inclusive prices keep the price the customer was shown', () => {
    fc.assert(
      fc.property(invoiceInput(), (input) => {
        const totals = computeTotals(input);
        totals.lines.forEach((each, index) => {
          const inclusive = new Set(input.lines[index]?.taxes.filter((rate) => rate.inclusive).map((rate) => rate.id));
          const contained = total(each.taxes.filter((tax) => inclusive.has(tax.rateId)).map((tax) => tax.amount));
          expect(each.net + contained).toBe(each.gross - each.discount - each.invoiceDiscount);
        });
      }),
      { numRuns: 500 },
    );
  });

  test('no figure is negative', () => {
    fc.assert(
      fc.property(invoiceInput(), (input) => {
        for (const { gross, discount, invoiceDiscount, net, taxes, total: all } of computeTotals(input).lines) {
          const figures = [gross, discount, invoiceDiscount, net, all, ...taxes.map((tax) => tax.amount)];
          expect(figures.every((figure) => figure >= 0n)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('under document rounding, an exclusive rate is rounded once: tax is the rate of what it taxes', () => {
    fc.assert(
      fc.property(invoiceInput(), (drawn) => {
        const input: InvoiceInput = { ...drawn, rounding: 'document' };
        for (const rate of computeTotals(input).taxTotals.filter((each) => !each.inclusive)) {
          const exact = exactExclusiveTax(rate.taxable, chargedPercent(rate));
          expect(rate.amount).toBe(round(exact, input.roundingMode));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('under document rounding, no line is a whole unit away from its own exact exclusive tax', () => {
    fc.assert(
      fc.property(invoiceInput(), (drawn) => {
        const totals = computeTotals({ ...drawn, rounding: 'document' });
        for (const rate of totals.taxTotals.filter((each) => !each.inclusive)) {
          for (const tax of totals.lines.flatMap((each) => each.taxes.filter((part) => part.rateId === rate.rateId))) {
            const { numerator, denominator } = exactExclusiveTax(tax.taxable, chargedPercent(rate));
            const off = tax.amount * denominator - numerator;
            expect(off < denominator && off > -denominator).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the invoice discount is taken off to the unit', () => {
    fc.assert(
      fc.property(invoiceInput(), (input) => {
        const totals = computeTotals(input);
        const base = totals.subtotal - total(totals.lines.map((each) => each.discount));
        const taken = total(totals.lines.map((each) => each.invoiceDiscount));
        const { discount } = input;
        if (discount === undefined) expect(taken).toBe(0n);
        else if ('amount' in discount) expect(taken).toBe(discount.amount);
        else {
          const percent = chargedPercent({ percent: discount.percent });
          expect(taken).toBe(round(rational(base * percent, 1_000_000n), input.roundingMode));
        }
      }),
    );
  });

  test('equal input gives equal totals, however often it is computed', () => {
    fc.assert(
      fc.property(invoiceInput(), (input) => {
        expect(computeTotals(input)).toEqual(computeTotals(structuredClone(input)));
      }),
    );
  });
});

describe('worked by hand', () => {
  test('rounding per line and per document differ as they should', () => {
    // 20% of 0.13 is 0.026: per line 0.03 three times, per document 0.078 once.
    const lines = [line('a', 13n, [vat]), line('b', 13n, [vat]), line('c', 13n, [vat])];
    expect(computeTotals(invoice(lines)).taxTotal).toBe(9n);
    const document = computeTotals(invoice(lines, { rounding: 'document' }));
    expect(document.taxTotal).toBe(8n);
    expect(document.lines.map((each) => each.taxes[0]?.amount)).toEqual([3n, 3n, 2n]);
  });

  test('the 20% inside a shown price of 9.99 are 1.665: 1.67 half up, 1.66 half even, and the price stands', () => {
    const [up] = computeTotals(invoice([line('a', 999n, [vatIncluded])])).lines;
    expect([up?.net, up?.taxes[0]?.amount, up?.total]).toEqual([832n, 167n, 999n]);
    const [even] = computeTotals(invoice([line('a', 999n, [vatIncluded])], { roundingMode: 'halfEven' })).lines;
    expect([even?.net, even?.taxes[0]?.amount, even?.total]).toEqual([833n, 166n, 999n]);
  });

  test('several inclusive rates come out of one net amount; an exclusive one goes on top of it', () => {
    const gst: TaxRate = { id: 'gst', name: 'GST', percent: '5', inclusive: true };
    const qst: TaxRate = { id: 'qst', name: 'QST', percent: '9.975', inclusive: true };
    const levy: TaxRate = { id: 'levy', name: 'Levy', percent: '10', inclusive: false };
    const totals = computeTotals(invoice([line('a', 114975n, [gst, qst, levy])], { currency: 'CAD' }));
    expect(totals.netTotal).toBe(100000n);
    expect(totals.taxTotals.map((rate) => [rate.rateId, rate.taxable, rate.amount])).toEqual([
      ['gst', 100000n, 5000n],
      ['qst', 100000n, 9975n],
      ['levy', 100000n, 10000n],
    ]);
    expect(totals.total).toBe(124975n);
  });

  test('a thousand one-cent lines with two inclusive rates never tax a line beyond its cent', () => {
    const gst: TaxRate = { id: 'gst', name: 'GST', percent: '5', inclusive: true };
    const qst: TaxRate = { id: 'qst', name: 'QST', percent: '9.975', inclusive: true };
    const lines = Array.from({ length: 1000 }, (_, index) => line(String(index), 1n, [gst, qst]));
    const totals = computeTotals(invoice(lines, { rounding: 'document' }));
    expect(totals.taxTotals.map((rate) => rate.amount)).toEqual([43n, 87n]);
    expect(totals.total).toBe(1000n);
    expect(totals.lines.every((each) => each.net >= 0n)).toBe(true);
  });

  test('a discount of the line comes before the discount of the invoice, and both before tax', () => {
    const totals = computeTotals(
      invoice([line('a', 10000n, [vat], { discount: { percent: '10' } }), line('b', 1000n, [vat])], {
        discount: { amount: 1000n },
      }),
    );
    expect(totals.lines.map((each) => [each.discount, each.invoiceDiscount, each.net])).toEqual([
      [1000n, 900n, 8100n],
      [0n, 100n, 900n],
    ]);
    expect([totals.subtotal, totals.discountTotal, totals.netTotal, totals.taxTotal, totals.total]).toEqual([
      11000n,
      2000n,
      9000n,
      1800n,
      10800n,
    ]);
  });

  test('reverse charge and exempt charge nothing, are listed with what they apply to, and leave the price as it is', () => {
    const reverse: TaxRate = { ...vatIncluded, id: 'rc', name: 'VAT', kind: 'reverseCharge' };
    const exempt: TaxRate = { ...vat, id: 'ex', name: 'Insurance', kind: 'exempt' };
    for (const rounding of ['line', 'document'] as const) {
      const totals = computeTotals(invoice([line('a', 1200n, [reverse]), line('b', 500n, [exempt])], { rounding }));
      expect(totals.total).toBe(1700n);
      expect(totals.taxTotals.map(({ rateId, kind, taxable, amount }) => [rateId, kind, taxable, amount])).toEqual([
        ['rc', 'reverseCharge', 1200n, 0n],
        ['ex', 'exempt', 500n, 0n],
      ]);
    }
  });

  test('a reverse-charged rate marked inclusive takes no part in what the price contains', () => {
    const reverse: TaxRate = { ...vatIncluded, id: 'rc', percent: '100', kind: 'reverseCharge' };
    for (const rounding of ['line', 'document'] as const) {
      const totals = computeTotals(invoice([line('a', 1200n, [reverse, vatIncluded])], { rounding }));
      expect([totals.netTotal, totals.taxTotal]).toEqual([1000n, 200n]);
    }
  });

  test.each([
    ['JPY', '3', 333n, undefined, 999n],
    ['KWD', '2.5', 1001n, undefined, 2503n],
    ['GBP', '1000', 0n, '0.125', 125n],
    ['GBP', '0.333333', 10000n, undefined, 3333n],
  ] as const)('%s: %s at %d (%s) comes to %d', (currency, quantity, unitAmount, unitAmountDecimal, gross) => {
    const decimal = unitAmountDecimal === undefined ? {} : { unitAmountDecimal };
    const totals = computeTotals(invoice([line('a', unitAmount, [], { quantity, ...decimal })], { currency }));
    expect(totals.subtotal).toBe(gross);
  });

  test('a thousand lines with many rates are computed within two seconds', () => {
    const rates = Array.from(
      { length: 1000 },
      (_, index): TaxRate => ({ id: `r${index}`, name: 'R', percent: `${index % 90}.${index}`, inclusive: true }),
    );
    const lines = Array.from({ length: 1000 }, (_, index) =>
      line(String(index), BigInt(100 + index), rates.slice(index, index + 8)),
    );
    const before = performance.now();
    const totals = computeTotals(invoice(lines, { rounding: 'document' }));
    expect(performance.now() - before).toBeLessThan(2000);
    expect(totals.total).toBe(totals.subtotal);
  });
});
