import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAlive, moveOfRefund, type RefundStatus, refundStatusOf, spreadRefund } from './refund.ts';

const statuses: readonly RefundStatus[] = ['planned', 'pending', 'requiresAction', 'succeeded', 'failed', 'cancelled'];
const status = fc.constantFrom(...statuses);
const fact = fc.record({
  id: fc.constant('re_1'),
  status: fc.constantFrom<RefundStatus>('pending', 'requiresAction', 'succeeded', 'failed', 'cancelled'),
  failure: fc.constant(null),
});

/** Where a refund ends after these facts, and how often its success and its failures were told. */
function live(facts: readonly { id: string; status: RefundStatus; failure: null }[]) {
  let now: RefundStatus = 'planned';
  const told = { succeeded: 0, failed: 0, after: 0 };
  for (const each of facts) {
    const move = moveOfRefund({ status: now, stripeRefundId: 're_1' }, each);
    if (move.move === 'succeed') [now, told.succeeded] = ['succeeded', told.succeeded + 1];
    if (move.move === 'go') now = move.to;
    if (move.move === 'fail') {
      [now, told.failed] = [move.to, told.failed + 1];
      if (move.hadSucceeded) told.after += 1;
    }
  }
  return { now, told };
}

test('in any order and however often told, success and failure are told once, and what failed after success says so', () => {
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 12 }), (facts) => {
      const { now, told } = live(facts);
      expect(told.succeeded).toBeLessThanOrEqual(1);
      expect(told.failed).toBeLessThanOrEqual(1);
      expect(told.after).toBe(told.succeeded === 1 ? told.failed : 0);
      expect(isAlive(now)).toBe(told.failed === 0);
    }),
  );
});

test('what succeeded or failed never waits again', () => {
  fc.assert(
    fc.property(status, fact, (from, told) => {
      const move = moveOfRefund({ status: from, stripeRefundId: 're_1' }, told);
      if (from === 'succeeded' || !isAlive(from)) expect(move.move).not.toBe('go');
    }),
  );
});

test('one that was given up as never made, and that Stripe has after all, counts', () => {
  const known = { id: 're_1', status: 'succeeded' as const, failure: null };
  expect(moveOfRefund({ status: 'failed', stripeRefundId: null }, known)).toEqual({ move: 'succeed' });
  expect(moveOfRefund({ status: 'failed', stripeRefundId: 're_1' }, known)).toEqual({ move: 'none' });
});

test('a status of Stripe’s that nobody knew when this was written is none of ours', () => {
  expect(refundStatusOf('canceled')).toBe('cancelled');
  expect(refundStatusOf('teleported')).toBeUndefined();
  expect(refundStatusOf(null)).toBeUndefined();
});

test('of a currency that Stripe sends in steps whole steps go back, and less than one is told as too fine', () => {
  const payments = [50n, 100n].map((left) => ({ paymentId: `p${left}`, left }));
  const sent = (wanted: bigint) => {
    const { parts, ...rest } = spreadRefund(wanted, payments, 10n);
    return { amounts: parts.map(({ amount }) => amount), ...rest };
  };
  expect(sent(124n)).toEqual({ amounts: [50n, 70n], short: 4n, fine: true });
  expect(sent(4n)).toEqual({ amounts: [], short: 4n, fine: true });
  expect(sent(150n)).toEqual({ amounts: [50n, 100n], short: 0n, fine: true });
  expect(sent(154n)).toEqual({ amounts: [50n, 100n], short: 4n, fine: false });
});

test('what is wanted is spread over payments, no more of each than is left, and what they lack is told', () => {
  const left = fc.bigInt({ min: -5n, max: 1_000n });
  fc.assert(
    fc.property(fc.bigInt({ min: -10n, max: 3_000n }), fc.array(left, { maxLength: 5 }), (wanted, lefts) => {
      const payments = lefts.map((each, index) => ({ paymentId: `p${index}`, left: each }));
      const { parts, short } = spreadRefund(wanted, payments);
      for (const { payment, amount } of parts) {
        expect(amount).toBeGreaterThan(0n);
        expect(amount).toBeLessThanOrEqual(payment.left);
      }
      const sum = parts.reduce((all, { amount }) => all + amount, 0n);
      expect(sum + short).toBe(wanted > 0n ? wanted : 0n);
      if (short > 0n) expect(sum).toBe(lefts.filter((each) => each > 0n).reduce((all, each) => all + each, 0n));
    }),
  );
});
