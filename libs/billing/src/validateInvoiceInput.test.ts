import { describe, expect, test } from 'vitest';
import { computeTotals } from './computeTotals.ts';
import { type InvoiceInput, MAX_LINES } from './invoiceInput.ts';
import { isInvoiceInput, validateInvoiceInput } from './validateInvoiceInput.ts';

const rate = { id: 'vat', name: 'VAT', percent: '20', inclusive: false };
const line = { id: 'a', description: 'Support', quantity: '1', unitAmount: 100n, taxes: [rate] };
const invoice = { currency: 'GBP', lines: [line], rounding: 'line', roundingMode: 'halfUp' };
const withLine = (change: object) => ({ ...invoice, lines: [{ ...line, ...change }] });
const withRate = (change: object) => withLine({ taxes: [{ ...rate, ...change }] });
const faults = (input: unknown) => validateInvoiceInput(input).map(({ path, code }) => `${path} ${code}`);

test('a valid input has no issues', () => {
  expect(validateInvoiceInput(invoice)).toEqual([]);
  expect(isInvoiceInput(invoice)).toBe(true);
});

describe('one fault, its path and its code', () => {
  test.each([
    [null, ' wrongType'],
    [{ ...invoice, currency: 'gbp' }, 'currency unknownCurrency'],
    [{ ...invoice, currency: 'ZZZ' }, 'currency unknownCurrency'],
    [{ ...invoice, rounding: 'never' }, 'rounding unknownOption'],
    [{ ...invoice, roundingMode: undefined }, 'roundingMode unknownOption'],
    [{ ...invoice, lines: undefined }, 'lines required'],
    [{ ...invoice, lines: 'a' }, 'lines wrongType'],
    [{ ...invoice, lines: [] }, 'lines empty'],
    [{ ...invoice, lines: [7] }, 'lines.0 wrongType'],
    [{ ...invoice, lines: [line, line] }, 'lines.1.id duplicate'],
    [withLine({ id: '' }), 'lines.0.id empty'],
    [withLine({ id: undefined }), 'lines.0.id required'],
    [withLine({ description: 'x'.repeat(5001) }), 'lines.0.description tooLong'],
    [withLine({ quantity: 1.5 }), 'lines.0.quantity wrongType'],
    [withLine({ quantity: '1e3' }), 'lines.0.quantity malformedDecimal'],
    [withLine({ quantity: 'NaN' }), 'lines.0.quantity malformedDecimal'],
    [withLine({ quantity: '0.000' }), 'lines.0.quantity notPositive'],
    [withLine({ quantity: '-1' }), 'lines.0.quantity negative'],
    [withLine({ quantity: '0.1234567' }), 'lines.0.quantity tooManyDecimals'],
    [withLine({ quantity: '1234567890' }), 'lines.0.quantity tooManyDigits'],
    [withLine({ unitAmount: 12.5 }), 'lines.0.unitAmount notWhole'],
    [withLine({ unitAmount: '12' }), 'lines.0.unitAmount wrongType'],
    [withLine({ unitAmount: -1n }), 'lines.0.unitAmount negative'],
    [withLine({ unitAmount: undefined }), 'lines.0.unitAmount required'],
    [withLine({ unitAmountDecimal: '100.1234567' }), 'lines.0.unitAmountDecimal tooManyDecimals'],
    [withLine({ unitAmountDecimal: '101.5' }), 'lines.0.unitAmount unitAmountMismatch'],
    [withLine({ unitAmount: 10n ** 13n + 1n }), 'lines.0 tooLarge'],
    [withLine({ discount: {} }), 'lines.0.discount wrongType'],
    [withLine({ discount: { percent: '1', amount: 1n } }), 'lines.0.discount wrongType'],
    [withLine({ discount: { percent: '100.0001' } }), 'lines.0.discount.percent tooLarge'],
    [withLine({ discount: { percent: '1.00001' } }), 'lines.0.discount.percent tooManyDecimals'],
    [withLine({ discount: { percent: 10 } }), 'lines.0.discount.percent wrongType'],
    [withLine({ discount: { amount: 0.5 } }), 'lines.0.discount.amount notWhole'],
    [withLine({ discount: { amount: 101n } }), 'lines.0.discount.amount discountTooLarge'],
    [{ ...invoice, discount: { amount: 101n } }, 'discount.amount discountTooLarge'],
    [{ ...invoice, discount: { amount: -1n } }, 'discount.amount negative'],
    [withLine({ taxes: undefined }), 'lines.0.taxes required'],
    [withLine({ taxes: [rate, rate] }), 'lines.0.taxes.1.id duplicate'],
    [withLine({ taxes: [null] }), 'lines.0.taxes.0 wrongType'],
    [withLine({ taxes: Array.from({ length: 9 }, (_, id) => ({ ...rate, id: `r${id}` })) }), 'lines.0.taxes tooMany'],
    [withRate({ percent: '20%' }), 'lines.0.taxes.0.percent malformedDecimal'],
    [withRate({ percent: 20n }), 'lines.0.taxes.0.percent wrongType'],
    [withRate({ percent: '-5' }), 'lines.0.taxes.0.percent negative'],
    [withRate({ inclusive: 'yes' }), 'lines.0.taxes.0.inclusive wrongType'],
    [withRate({ kind: 'free' }), 'lines.0.taxes.0.kind unknownOption'],
    [withRate({ name: '' }), 'lines.0.taxes.0.name empty'],
    [
      { ...invoice, lines: [line, { ...line, id: 'b', taxes: [{ ...rate, percent: '19' }] }] },
      'lines.1.taxes.0 rateConflict',
    ],
  ])('case %#', (input, fault) => {
    expect(faults(input)).toEqual([fault]);
    expect(isInvoiceInput(input)).toBe(false);
  });
});

test('all faults are reported together', () => {
  expect(faults({ ...withLine({ quantity: '0', unitAmount: -1n }), currency: 'ZZZ' })).toEqual([
    'currency unknownCurrency',
    'lines.0.quantity notPositive',
    'lines.0.unitAmount negative',
  ]);
});

test('lines that fit alone but not together, or only without tax, are refused', () => {
  const half = 5n * 10n ** 12n;
  const lines = [1, 2, 3].map((id) => ({ ...line, id: String(id), unitAmount: half, taxes: [] }));
  expect(faults({ ...invoice, lines: lines.slice(1) })).toEqual([]);
  expect(faults({ ...invoice, lines })).toEqual(['lines tooLarge']);
  expect(faults(withLine({ unitAmount: 10n ** 13n }))).toEqual(['lines tooLarge']);
});

test('ten thousand lines are refused in words that say the limit; the limit itself passes', () => {
  const lines = Array.from({ length: 10_000 }, (_, index) => ({ ...line, id: String(index) }));
  expect(validateInvoiceInput({ ...invoice, lines })).toEqual([
    { path: 'lines', code: 'tooMany', message: `An invoice has at most ${MAX_LINES} lines; this one has 10000` },
  ]);
  expect(faults({ ...invoice, lines: lines.slice(0, MAX_LINES) })).toEqual([]);
});

test('computeTotals refuses with the same issues', () => {
  const input: InvoiceInput = {
    currency: 'GBP',
    lines: [{ ...line, quantity: '0' }],
    rounding: 'line',
    roundingMode: 'halfUp',
  };
  expect(() => computeTotals(input)).toThrow(
    expect.objectContaining({ code: 'invalidInvoice', issues: validateInvoiceInput(input) }),
  );
});
