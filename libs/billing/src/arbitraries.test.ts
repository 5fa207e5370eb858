import { CURRENCIES, formatDecimal, ROUNDING_MODES } from '@purser/money';
import fc from 'fast-check';
import { test } from 'vitest';
import { discountOf, exactGross, total, unitPriceText } from './amounts.ts';
import type { Discount, InvoiceInput, LineInput, TaxRate } from './invoiceInput.ts';
import { validateInvoiceInput } from './validateInvoiceInput.ts';

// Random valid inputs for the property tests. Small and awkward numbers on purpose: that is where units get lost.

const RATES: readonly TaxRate[] = [
  { id: 'vat20', name: 'VAT', percent: '20', inclusive: false },
  { id: 'vat20i', name: 'VAT incl.', percent: '20', inclusive: true },
  { id: 'gst', name: 'GST', percent: '5', inclusive: true },
  { id: 'qst', name: 'QST', percent: '9.975', inclusive: true },
  { id: 'nyc', name: 'Sales tax', percent: '8.875', inclusive: false },
  { id: 'city', name: 'City tax', percent: '0.0001', inclusive: false },
  { id: 'double', name: 'Doubling tax', percent: '100', inclusive: true },
  { id: 'triple', name: 'Second doubling', percent: '100', inclusive: true },
  { id: 'third', name: 'Third doubling', percent: '100', inclusive: true },
  { id: 'zero', name: 'Zero rate', percent: '0', inclusive: false },
  { id: 'rc', name: 'Reverse charge', percent: '20', inclusive: true, kind: 'reverseCharge' },
  { id: 'exempt', name: 'Exempt', percent: '20', inclusive: false, kind: 'exempt' },
];

const percent = fc.integer({ min: 0, max: 1_000_000 }).map((scaled) => formatDecimal(BigInt(scaled), 4));

const quantity = fc
  .oneof(fc.constantFrom(1_000_000, 2_000_000, 3_000_000, 333_333), fc.integer({ min: 1, max: 50_000_000 }))
  .map((scaled) => formatDecimal(BigInt(scaled), 6));

const price = fc.oneof(
  fc.bigInt({ min: 0n, max: 20n }).map((unitAmount) => ({ unitAmount })),
  fc.bigInt({ min: 0n, max: 1_000_000n }).map((unitAmount) => ({ unitAmount })),
  fc.bigInt({ min: 0n, max: 10n ** 9n }).map((scaled) => ({
    unitAmount: scaled / 1_000_000n,
    unitAmountDecimal: formatDecimal(scaled, 6),
  })),
);

/** A discount not yet cut to the base it applies to: the amount is a share of the base in thousandths. */
const discountKind = fc.option(
  fc.oneof(
    percent.map((value) => ({ percent: value })),
    fc.integer({ min: 0, max: 1000 }).map((thousandths) => ({ thousandths })),
  ),
  { nil: undefined },
);

type DiscountKind = { percent: string } | { thousandths: number } | undefined;

function discountFor(base: bigint, kind: DiscountKind): { discount?: Discount } {
  if (kind === undefined) return {};
  if ('percent' in kind) return { discount: kind };
  return { discount: { amount: (base * BigInt(kind.thousandths)) / 1000n } };
}

const line = fc.record({ quantity, price, discountKind, taxes: fc.subarray([...RATES], { maxLength: 5 }) });

/** A valid invoice input of 1 to `maxLines` lines. */
export function invoiceInput(maxLines = 12): fc.Arbitrary<InvoiceInput> {
  return fc
    .record({
      currency: fc.constantFrom(...CURRENCIES),
      rounding: fc.constantFrom('line' as const, 'document' as const),
      roundingMode: fc.constantFrom(...ROUNDING_MODES),
      discountKind,
      lines: fc.array(line, { minLength: 1, maxLength: maxLines }),
    })
    .map(({ lines, discountKind: invoiceDiscount, ...options }) => {
      const grossOf = (input: LineInput) => {
        const { numerator, denominator } = exactGross(input.quantity, unitPriceText(input));
        return numerator / denominator;
      };
      const built = lines.map((drawn, index): LineInput => {
        const bare = {
          id: `line-${index}`,
          description: '',
          quantity: drawn.quantity,
          taxes: drawn.taxes,
          ...drawn.price,
        };
        return { ...bare, ...discountFor(grossOf(bare), drawn.discountKind) };
      });
      const base = total(
        built.map((input) => {
          const gross = grossOf(input);
          const rest = gross - discountOf(gross, input.discount, options.roundingMode);
          // Rounding may take up to a unit more than this estimate; an invoice discount must fit all the same.
          return rest > 1n ? rest - 1n : 0n;
        }),
      );
      return { ...options, lines: built, ...discountFor(base, invoiceDiscount) };
    });
}

// Runs once more in each test file that imports the generator, which is where it matters.
test('the property tests are drawn valid invoices only', () => {
  fc.assert(fc.property(invoiceInput(), (input) => validateInvoiceInput(input).length === 0));
});
