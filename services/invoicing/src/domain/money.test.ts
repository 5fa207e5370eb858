import { type CreditTotals, computeTotals, type InvoiceInput, type Totals } from '@purser/billing';
import { isFault } from '@purser/fault';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideCredit } from './credit.ts';
import { dueOf, type Invoice, statusOf } from './invoice.ts';
import { decideReserve } from './reserve.ts';
import { decideSettlement } from './settle.ts';
import { checkVoid } from './void.ts';

// An invoice is put through random payments, credits, voids and reservations, as the handlers would apply them.

type Life = {
  invoice: Invoice;
  totals: Totals;
  notes: CreditTotals[];
  received: bigint;
  credit: bigint;
  toCredit: bigint;
};
type Step =
  | { do: 'pay'; amount: bigint; stranger: boolean }
  | { do: 'creditLine'; line: number; amount: bigint }
  | { do: 'creditAll' }
  | { do: 'void' };

const vat = { id: 'vat', name: 'VAT', percent: '20', inclusive: false };
const city = { id: 'city', name: 'City tax', percent: '8.875', inclusive: true };
const input: fc.Arbitrary<InvoiceInput> = fc
  .record({
    rounding: fc.constantFrom('line' as const, 'document' as const),
    lines: fc.array(
      fc.record({
        quantity: fc.constantFrom('1', '3', '0.333333'),
        unitAmount: fc.bigInt({ min: 0n, max: 2000n }),
        taxes: fc.subarray([vat, city]),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ rounding, lines }) => ({
    currency: 'GBP',
    rounding,
    roundingMode: 'halfUp',
    lines: lines.map((line, i) => ({ id: `l${i}`, description: '', ...line })),
  }));
const amount = fc.bigInt({ min: 1n, max: 4000n });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('pay' as const), amount, stranger: fc.boolean() }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('creditLine' as const), line: fc.nat(4), amount }) },
    { weight: 1, arbitrary: fc.constant({ do: 'creditAll' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'void' as const }) },
  ),
  { maxLength: 12 },
);

function begin(asked: InvoiceInput): Life {
  const totals = computeTotals(asked);
  const sums = {
    net: totals.netTotal,
    tax: totals.taxTotal,
    total: totals.total,
    paid: 0n,
    credited: 0n,
    offBalance: 0n,
  };
  const facts = {
    invoiceId: 'i',
    customerId: 'c',
    currency: 'GBP',
    number: 'NW-0001',
    dueOn: '2026-03-31',
    voidedOn: null,
  };
  return { invoice: { ...facts, ...sums }, totals, notes: [], received: 0n, credit: 0n, toCredit: 0n };
}

/** The step as its handler applies it; a refusal changes nothing. */
function take(life: Life, step: Step): Life {
  try {
    return taken(life, step);
  } catch (error) {
    if (isFault(error)) return life;
    throw error;
  }
}

function taken(life: Life, step: Step): Life {
  const { invoice, totals, notes } = life;
  if (step.do === 'void') {
    checkVoid(invoice, []);
    return { ...life, invoice: { ...invoice, voidedOn: '2026-03-02' } };
  }
  if (step.do === 'pay') {
    const customerId = step.stranger ? 'other' : 'c';
    const { allocated, credit } = decideSettlement(invoice, { customerId, currency: 'GBP', amount: step.amount });
    expect(allocated + credit).toBe(step.amount);
    if (step.stranger) expect(allocated).toBe(0n);
    const paid = { ...invoice, paid: invoice.paid + allocated };
    return { ...life, invoice: paid, received: life.received + step.amount, credit: life.credit + credit };
  }
  const lines = step.do === 'creditAll' ? undefined : [{ lineId: `l${step.line}`, amount: step.amount }];
  const note = decideCredit({ invoice, totals, earlier: notes, holds: [] }, lines);
  expect(note.offBalance + note.toCredit).toBe(note.totals.total);
  const credited = {
    ...invoice,
    credited: invoice.credited + note.totals.total,
    offBalance: invoice.offBalance + note.offBalance,
  };
  return { ...life, invoice: credited, notes: [...notes, note.totals], toCredit: life.toCredit + note.toCredit };
}

const sum = (amounts: bigint[]) => amounts.reduce((all, one) => all + one, 0n);

test('whatever happens to an invoice, no unit is lost and nothing exceeds it', () => {
  fc.assert(
    fc.property(input, steps, (asked, taken) => {
      const { invoice, totals, notes, received, credit, toCredit } = taken.reduce(take, begin(asked));
      expect(dueOf(invoice)).toBeGreaterThanOrEqual(0n);
      expect(invoice.paid + invoice.offBalance).toBeLessThanOrEqual(invoice.total);
      expect(invoice.paid + credit).toBe(received);
      expect(toCredit).toBeLessThanOrEqual(invoice.paid);
      for (const line of totals.lines) {
        const parts = notes.flatMap((note) => note.lines.filter(({ lineId }) => lineId === line.id));
        expect(sum(parts.map(({ net }) => net))).toBeLessThanOrEqual(line.net);
        for (const tax of line.taxes) {
          const taxes = parts.flatMap((part) => part.taxes.filter(({ rateId }) => rateId === tax.rateId));
          expect(sum(taxes.map((part) => part.amount))).toBeLessThanOrEqual(tax.amount);
        }
      }
      if (invoice.voidedOn !== null) expect([invoice.paid, invoice.credited]).toEqual([0n, 0n]);
    }),
    { numRuns: 500 },
  );
});

test('once everything is credited the notes equal the invoice to the unit', () => {
  fc.assert(
    fc.property(input, steps, (asked, before) => {
      const { invoice, totals, notes } = [...before, { do: 'creditAll' as const }].reduce(take, begin(asked));
      if (invoice.voidedOn !== null) return;
      expect(sum(notes.map(({ total }) => total))).toBe(totals.total);
      expect(sum(notes.map(({ netTotal }) => netTotal))).toBe(totals.netTotal);
      expect(sum(notes.map(({ taxTotal }) => taxTotal))).toBe(totals.taxTotal);
      expect([dueOf(invoice), statusOf(invoice, '2030-01-01')]).toEqual([0n, 'paid']);
    }),
    { numRuns: 500 },
  );
});

test('no more than is due is ever held, and never twice', () => {
  fc.assert(
    fc.property(input, steps, fc.option(amount, { nil: null }), (asked, before, wanted) => {
      const { invoice } = before.reduce(take, begin(asked));
      const ask = (attemptId: string, holds: Parameters<typeof decideReserve>[1]) => {
        try {
          return decideReserve(invoice, holds, { attemptId, amount: wanted, customerId: null }).amount;
        } catch (error) {
          if (isFault(error)) return error.code;
          throw error;
        }
      };
      const held = ask('one', []);
      if (typeof held === 'string') return;
      expect(held).toBeGreaterThan(0n);
      expect(held).toBeLessThanOrEqual(dueOf(invoice));
      const holds = [{ attemptId: 'one', invoiceId: 'i', amount: held, ended: false }];
      expect(ask('one', holds)).toBe(held);
      expect(ask('two', holds)).toBe('payment_in_progress');
      expect(() => checkVoid(invoice, holds)).toThrow('under way');
    }),
  );
});
