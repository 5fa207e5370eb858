import { type CreditTotals, computeTotals, type InvoiceInput, type Totals } from '@purser/billing';
import { isFault } from '@purser/fault';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideApplication } from './applyCredit.ts';
import { decideCredit } from './credit.ts';
import { dueOf, type Invoice, owedOf, statusOf } from './invoice.ts';
import { decideReserve } from './reserve.ts';
import { decideSettlement } from './settle.ts';
import { checkVoid } from './void.ts';
import { decideReopening, decideWriteOff } from './writeOff.ts';

// An invoice is put through random payments, credits, voids and reservations, as the handlers would apply them.

type Life = {
  invoice: Invoice;
  totals: Totals;
  notes: CreditTotals[];
  received: bigint;
  credit: bigint;
  toCredit: bigint;
  /** What the customer has, and what was asked back for them. */
  balance: bigint;
  refunded: bigint;
};
type Step =
  | { do: 'pay'; amount: bigint; stranger: boolean }
  | { do: 'creditLine'; line: number; amount: bigint; back: boolean }
  | { do: 'creditAll' }
  | { do: 'refundAll' }
  | { do: 'apply'; amount: bigint | undefined }
  | { do: 'writeOff' }
  | { do: 'reopen' }
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
    {
      weight: 4,
      arbitrary: fc.record({ do: fc.constant('creditLine' as const), line: fc.nat(4), amount, back: fc.boolean() }),
    },
    { weight: 1, arbitrary: fc.constant({ do: 'creditAll' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'refundAll' as const }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('apply' as const), amount: fc.option(amount, { nil: undefined }) }),
    },
    { weight: 1, arbitrary: fc.constant({ do: 'writeOff' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'reopen' as const }) },
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
    creditApplied: 0n,
    writtenOff: 0n,
  };
  const facts = {
    invoiceId: 'i',
    customerId: 'c',
    currency: 'GBP',
    number: 'NW-0001',
    dueOn: '2026-03-31',
    voidedOn: null,
  };
  return {
    invoice: { ...facts, ...sums },
    totals,
    notes: [],
    received: 0n,
    credit: 0n,
    toCredit: 0n,
    balance: 500n,
    refunded: 0n,
  };
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
    const { allocated, credit, recovered } = decideSettlement(invoice, {
      customerId,
      currency: 'GBP',
      amount: step.amount,
    });
    expect(allocated + credit).toBe(step.amount);
    if (step.stranger) expect(allocated).toBe(0n);
    const paid = { ...invoice, paid: invoice.paid + allocated, writtenOff: invoice.writtenOff - recovered };
    const balance = life.balance + (step.stranger ? 0n : credit);
    return { ...life, invoice: paid, received: life.received + step.amount, credit: life.credit + credit, balance };
  }
  if (step.do === 'apply') {
    const applied = decideApplication(invoice, { balance: life.balance, holds: [], asked: step.amount });
    const settled = { ...invoice, creditApplied: invoice.creditApplied + applied };
    return { ...life, invoice: settled, balance: life.balance - applied };
  }
  if (step.do === 'writeOff') return { ...life, invoice: { ...invoice, writtenOff: decideWriteOff(invoice, []) } };
  if (step.do === 'reopen') {
    decideReopening(invoice);
    return { ...life, invoice: { ...invoice, writtenOff: 0n } };
  }
  const lines =
    step.do === 'creditAll' || step.do === 'refundAll' ? undefined : [{ lineId: `l${step.line}`, amount: step.amount }];
  const note = decideCredit(
    { invoice, totals, earlier: notes, holds: [], refundable: invoice.paid - life.refunded },
    { lines, to: step.do === 'refundAll' || (step.do === 'creditLine' && step.back) ? 'refund' : undefined },
  );
  expect(note.offBalance + note.toCredit).toBe(note.totals.total);
  const credited = {
    ...invoice,
    credited: invoice.credited + note.totals.total,
    offBalance: invoice.offBalance + note.offBalance,
  };
  return {
    ...life,
    invoice: credited,
    notes: [...notes, note.totals],
    toCredit: life.toCredit + note.toCredit,
    balance: life.balance + note.toCredit - note.refund,
    refunded: life.refunded + note.refund,
  };
}

const sum = (amounts: bigint[]) => amounts.reduce((all, one) => all + one, 0n);

test('whatever happens to an invoice, no unit is lost and nothing exceeds it', () => {
  fc.assert(
    fc.property(input, steps, (asked, taken) => {
      const life = taken.reduce(take, begin(asked));
      const { invoice, totals, notes, received, credit, toCredit, balance, refunded } = life;
      expect(dueOf(invoice)).toBeGreaterThanOrEqual(0n);
      const { paid, creditApplied, offBalance, writtenOff } = invoice;
      expect(paid + creditApplied + offBalance + writtenOff).toBeLessThanOrEqual(invoice.total);
      // A write-off takes all that is left or nothing; credit never goes below zero; no more goes back than came as money.
      if (writtenOff > 0n) expect(paid + creditApplied + offBalance + writtenOff).toBe(invoice.total);
      expect(balance).toBeGreaterThanOrEqual(0n);
      expect(refunded).toBeLessThanOrEqual(paid);
      expect(invoice.paid + credit).toBe(received);
      expect(toCredit).toBeLessThanOrEqual(paid + creditApplied);
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
      const { invoice, totals, notes } = [...before, { do: 'reopen' as const }, { do: 'creditAll' as const }].reduce(
        take,
        begin(asked),
      );
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
      expect(held).toBeLessThanOrEqual(owedOf(invoice));
      const holds = [{ attemptId: 'one', invoiceId: 'i', amount: held, ended: false }];
      expect(ask('one', holds)).toBe(held);
      expect(ask('two', holds)).toBe('payment_in_progress');
      expect(() => checkVoid(invoice, holds)).toThrow('under way');
    }),
  );
});

test('what was asked back once is not asked back again: no more goes back than came as money', () => {
  const life = begin({
    currency: 'GBP',
    rounding: 'line',
    roundingMode: 'halfUp',
    lines: [{ id: 'l0', description: '', quantity: '1', unitAmount: 120n, taxes: [] }],
  });
  const { invoice, refunded } = [
    { do: 'apply' as const, amount: 50n },
    { do: 'pay' as const, amount: 70n, stranger: false },
    { do: 'creditLine' as const, line: 0, amount: 60n, back: true },
    { do: 'refundAll' as const },
  ].reduce(take, life);
  expect([invoice.paid, refunded]).toEqual([70n, 70n]);
});
