import { computeTotals, type InvoiceInput } from '@purser/billing';
import { isCurrency } from '@purser/money';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DraftBody } from '../../../src/api/models/invoice.ts';
import { draft, line, vat } from './draft.fixture.ts';
import type { Draft, DraftDiscount } from './draft.ts';
import { emptyLine, noDiscount } from './draft.ts';
import { bodyOf } from './draftBody.ts';
import { withId } from './rates.ts';
import { reckonDraft } from './reckonDraft.ts';

type Off = NonNullable<DraftBody['discount']>;
const discountIn = (off: Off) => ('amount' in off ? { amount: BigInt(off.amount) } : off);

/** What the server makes of a saved draft before it reckons. */
function asTheServerReads({ currency = 'GBP', lines, discount }: DraftBody): InvoiceInput {
  if (!isCurrency(currency)) throw new Error(`No currency: ${currency}`);
  return {
    currency,
    lines: lines.map(({ unitAmount, discount: off, ...rest }) => ({
      ...rest,
      unitAmount: BigInt(unitAmount),
      ...(off && { discount: discountIn(off) }),
    })),
    ...(discount && { discount: discountIn(discount) }),
    rounding: 'document',
    roundingMode: 'halfUp',
  };
}

const included = withId({ name: 'GST', percent: '8.875', inclusive: true });
const discount: fc.Arbitrary<DraftDiscount> = fc.oneof(
  fc.constant(noDiscount),
  fc.integer({ min: 0, max: 100 }).map((percent) => ({ kind: 'percent' as const, percent: String(percent) })),
);
const drafts: fc.Arbitrary<Draft> = fc
  .record({
    lines: fc.array(
      fc.record({
        quantity: fc.constantFrom('1', '3', '0.333333', '2,5', '17'),
        unitAmount: fc.integer({ min: 0, max: 5_000_000 }),
        taxes: fc.constantFrom([], [vat], [included], [vat, included]),
        discount,
      }),
      { minLength: 1, maxLength: 8 },
    ),
    discount,
  })
  .map(({ lines, discount: off }) =>
    draft({ lines: lines.map((part, at) => line({ id: `line-${at}`, ...part })), discount: off }),
  );

test('what the preview shows is what the server reckons of the saved draft, to the unit', () => {
  fc.assert(
    fc.property(drafts, (written) => {
      const saved = bodyOf(written);
      if (!saved.ok) throw new Error(`Not to be saved: ${JSON.stringify(saved.faults)}`);
      expect(reckonDraft(written, 'document').totals).toEqual(computeTotals(asTheServerReads(saved.body)));
    }),
  );
});

test('lines that are not finished are left out and counted, and the rest is reckoned', () => {
  const reckoned = reckonDraft(
    draft({
      lines: [
        line(),
        line({ id: 'line-2', unitAmount: null }),
        line({ id: 'line-3', quantity: 'x' }),
        emptyLine('line-4'),
      ],
    }),
    'line',
  );
  expect(reckoned.totals?.total).toBe(12_000n);
  expect(reckoned.leftOut).toBe(2);
});

test('a discount above the lines gives no total and says why', () => {
  const reckoned = reckonDraft(draft({ discount: { kind: 'amount', amount: 10_001 } }), 'line');
  expect(reckoned.totals).toBeNull();
  expect(reckoned.problem).toContain('discount');
});

test('a draft with nothing on it has no total and no problem', () => {
  expect(reckonDraft(draft({ lines: [emptyLine('line-1')] }), 'line')).toMatchObject({
    totals: null,
    problem: null,
    leftOut: 0,
  });
});

test('a currency that nobody has is told, never reckoned in', () => {
  expect(reckonDraft(draft({ currency: 'XXX' }), 'line')).toMatchObject({
    totals: null,
    problem: 'Choose a currency.',
  });
});
