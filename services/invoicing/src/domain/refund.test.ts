import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideRefund, splitRefund } from './refund.ts';

const money = fc.bigInt({ min: 0n, max: 1_000_000n });
const facts = fc.record({ allocated: money, credited: money, balance: money });

test('what goes back is credit first and then what was settled, never more than either has, and nothing is lost', () => {
  fc.assert(
    fc.property(facts, fc.bigInt({ min: 1n, max: 3_000_000n }), (each, amount) => {
      const { fromCredit, fromInvoice, short } = splitRefund(each, amount);
      expect(fromCredit + fromInvoice + short).toBe(amount);
      expect(fromCredit <= each.credited && fromCredit <= each.balance && fromInvoice <= each.allocated).toBe(true);
      for (const part of [fromCredit, fromInvoice, short]) expect(part).toBeGreaterThanOrEqual(0n);
      if (fromInvoice > 0n) expect(fromCredit === each.credited || fromCredit === each.balance).toBe(true);
      if (short > 0n) expect(fromInvoice).toBe(each.allocated);
    }),
  );
});

test('credit that was spent cannot go back; neither can what a bank decides on', () => {
  const spent = { allocated: 50n, credited: 30n, balance: 10n };
  expect(decideRefund(spent, 80n, 60n, null)).toEqual({ fromCredit: 10n, fromInvoice: 50n, short: 0n });
  expect(() => decideRefund(spent, 80n, 61n, null)).toThrow(
    expect.objectContaining({ code: 'refund_exceeds_payment' }),
  );
  expect(() => decideRefund(spent, 59n, 60n, null)).toThrow(
    expect.objectContaining({ code: 'refund_exceeds_payment' }),
  );
  for (const disputed of ['open', 'lost'] as const)
    expect(() => decideRefund(spent, 80n, 1n, disputed)).toThrow(expect.objectContaining({ code: 'payment_disputed' }));
});
