import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { total } from './amounts.ts';
import { invoiceInput } from './arbitraries.test.ts';
import { BillingError } from './billingError.ts';
import { computeTotals } from './computeTotals.ts';
import type { CreditRequest, CreditTotals } from './credit.ts';
import { creditTotals } from './creditTotals.ts';
import type { InvoiceInput } from './invoiceInput.ts';
import type { Totals } from './totals.ts';

/** All credits of a line added up, per component. */
function creditedOfLine(credits: readonly CreditTotals[], lineId: string) {
  const lines = credits.flatMap((credit) => credit.lines.filter((line) => line.lineId === lineId));
  const taxOf = (rateId: string) =>
    total(lines.flatMap((line) => line.taxes.filter((tax) => tax.rateId === rateId)).map((tax) => tax.amount));
  return { net: total(lines.map((line) => line.net)), total: total(lines.map((line) => line.total)), taxOf };
}

function expectWithin(invoice: Totals, credits: readonly CreditTotals[]): void {
  for (const line of invoice.lines) {
    const credited = creditedOfLine(credits, line.id);
    expect(credited.net <= line.net && credited.total <= line.total).toBe(true);
    for (const tax of line.taxes) expect(credited.taxOf(tax.rateId) <= tax.amount).toBe(true);
  }
}

function expectAddsUp(credit: CreditTotals): void {
  for (const line of credit.lines) {
    const amounts = line.taxes.map((tax) => tax.amount);
    expect(line.total).toBe(line.net + total(amounts));
    expect([line.net, ...amounts].every((amount) => amount >= 0n)).toBe(true);
  }
  expect(credit.total).toBe(total(credit.lines.map((line) => line.total)));
  expect(credit.total).toBe(credit.netTotal + credit.taxTotal);
}

const paidInvoice = invoiceInput(6)
  .map(computeTotals)
  .filter((totals) => totals.total > 0n);
const codeOf = (error: unknown) => (error instanceof BillingError ? error.code : error);

type Wish = { readonly kind: string; readonly thousandths: bigint; readonly line: number };

/** A request drawn against an invoice: shares in thousandths of what the invoice has. */
const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom('amount', 'lineAmount', 'lineQuantity'),
  thousandths: fc.bigInt({ min: 1n, max: 1000n }),
  line: fc.nat(5),
});

function requestFor(invoice: Totals, { kind, thousandths, line }: Wish): CreditRequest {
  const target = invoice.lines[line % invoice.lines.length]!;
  const share = (amount: bigint) => (amount * thousandths) / 1000n;
  const requests: Record<string, CreditRequest> = {
    amount: { kind: 'amount', amount: share(invoice.total) },
    lineAmount: { kind: 'lines', lines: [{ lineId: target.id, amount: share(target.total) }] },
    lineQuantity: {
      kind: 'lines',
      lines: [{ lineId: target.id, quantity: thousandths === 1000n ? target.quantity : '0.1' }],
    },
  };
  return requests[kind]!;
}

describe('for every invoice', () => {
  test('crediting the whole equals the invoice to the unit, in every figure', () => {
    fc.assert(
      fc.property(paidInvoice, (invoice) => {
        const credit = creditTotals(invoice, [], { kind: 'whole' });
        expectAddsUp(credit);
        expect(credit.lines).toEqual(
          invoice.lines.map(({ id, net, taxes, total: all }) => ({
            lineId: id,
            quantity: expect.any(String),
            net,
            taxes,
            total: all,
          })),
        );
        const { netTotal, taxTotals, taxTotal, total: all, currency } = invoice;
        expect(credit).toMatchObject({ netTotal, taxTotals, taxTotal, total: all, currency });
      }),
    );
  });

  test('any run of credits stays within the invoice in every component, and the rest completes it to the unit', () => {
    fc.assert(
      fc.property(paidInvoice, fc.array(wish, { maxLength: 8 }), (invoice, wishes) => {
        const credits: CreditTotals[] = [];
        for (const each of wishes) {
          try {
            const credit = creditTotals(invoice, credits, requestFor(invoice, each));
            expectAddsUp(credit);
            credits.push(credit);
          } catch (error) {
            expect(['creditExceedsInvoice', 'nothingToCredit', 'invalidAmount']).toContain(codeOf(error));
          }
          expectWithin(invoice, credits);
        }
        const left = invoice.total - total(credits.map((credit) => credit.total));
        if (left > 0n) credits.push(creditTotals(invoice, credits, { kind: 'whole' }));
        for (const line of invoice.lines) {
          const credited = creditedOfLine(credits, line.id);
          expect([credited.net, credited.total]).toEqual([line.net, line.total]);
          for (const tax of line.taxes) expect(credited.taxOf(tax.rateId)).toBe(tax.amount);
        }
        expect(() => creditTotals(invoice, credits, { kind: 'whole' })).toThrow(
          expect.objectContaining({ code: 'nothingToCredit' }),
        );
      }),
      { numRuns: 400 },
    );
  });

  test('crediting items one by one ends where crediting all at once does', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 5000n }), fc.integer({ min: 1, max: 12 }), (unitAmount, items) => {
        const invoice = computeTotals(oneLine(unitAmount, String(items), '9.975'));
        const credits: CreditTotals[] = [];
        for (let item = 0; item < items; item += 1) {
          credits.push(creditTotals(invoice, credits, { kind: 'lines', lines: [{ lineId: 'a', quantity: '1' }] }));
        }
        expect(total(credits.map((credit) => credit.total))).toBe(invoice.total);
        expect(total(credits.map((credit) => credit.taxTotal))).toBe(invoice.taxTotal);
      }),
    );
  });
});

function oneLine(unitAmount: bigint, quantity: string, percent: string): InvoiceInput {
  const taxes = [{ id: 'vat', name: 'VAT', percent, inclusive: false }];
  return {
    currency: 'EUR',
    rounding: 'line',
    roundingMode: 'halfUp',
    lines: [{ id: 'a', description: '', quantity, unitAmount, taxes }],
  };
}

test('crediting all items after a credit by amount gives back exactly what is left', () => {
  const invoice = computeTotals(oneLine(1000n, '3', '20'));
  const earlier = creditTotals(invoice, [], { kind: 'amount', amount: 599n });
  const rest = creditTotals(invoice, [earlier], { kind: 'lines', lines: [{ lineId: 'a', quantity: '3' }] });
  expect(rest).toMatchObject({ total: 3001n, netTotal: 3000n - earlier.netTotal, taxTotal: 600n - earlier.taxTotal });
});

describe('refusals', () => {
  const invoice = computeTotals(oneLine(1000n, '3', '20'));
  const refused = (code: string, request: CreditRequest, earlier: CreditTotals[] = []) =>
    expect(() => creditTotals(invoice, earlier, request)).toThrow(expect.objectContaining({ code }));

  test('more than the invoice, by amount, by line or by quantity', () => {
    refused('creditExceedsInvoice', { kind: 'amount', amount: invoice.total + 1n });
    refused('creditExceedsInvoice', { kind: 'lines', lines: [{ lineId: 'a', amount: 3601n }] });
    refused('creditExceedsInvoice', { kind: 'lines', lines: [{ lineId: 'a', quantity: '3.000001' }] });
  });

  test('more than earlier credits leave, in value or in quantity', () => {
    const earlier = [creditTotals(invoice, [], { kind: 'lines', lines: [{ lineId: 'a', quantity: '2' }] })];
    expect(earlier[0]).toMatchObject({ total: 2400n, netTotal: 2000n, taxTotal: 400n });
    refused('creditExceedsInvoice', { kind: 'lines', lines: [{ lineId: 'a', quantity: '1.5' }] }, earlier);
    refused('creditExceedsInvoice', { kind: 'amount', amount: 1201n }, earlier);
  });

  test('a quantity whose value an earlier credit by amount has used up', () => {
    const earlier = [creditTotals(invoice, [], { kind: 'amount', amount: 3000n })];
    refused('creditExceedsInvoice', { kind: 'lines', lines: [{ lineId: 'a', quantity: '2' }] }, earlier);
  });

  test('zero, a negative amount, an unknown line, a line named twice', () => {
    refused('invalidAmount', { kind: 'amount', amount: 0n });
    refused('invalidAmount', { kind: 'lines', lines: [{ lineId: 'a', amount: -1n }] });
    refused('invalidAmount', { kind: 'lines', lines: [{ lineId: 'a', quantity: '0' }] });
    refused('unknownLine', { kind: 'lines', lines: [{ lineId: 'b', amount: 1n }] });
    refused('duplicateLine', {
      kind: 'lines',
      lines: [
        { lineId: 'a', amount: 1n },
        { lineId: 'a', amount: 1n },
      ],
    });
    refused('nothingToCredit', { kind: 'lines', lines: [] });
  });

  test('earlier credits that are not of this invoice', () => {
    const credit = creditTotals(invoice, [], { kind: 'whole' });
    refused('currencyMismatch', { kind: 'whole' }, [{ ...credit, currency: 'GBP' }]);
    refused('unknownLine', { kind: 'whole' }, [{ ...credit, lines: [{ ...credit.lines[0]!, lineId: 'z' }] }]);
    refused('creditExceedsInvoice', { kind: 'whole' }, [credit, credit]);
  });
});
