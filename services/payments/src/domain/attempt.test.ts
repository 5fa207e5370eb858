import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AttemptStatus, declineName, type IntentFact, isOpen, moveOf } from './attempt.ts';

const statuses = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'succeeded',
  'canceled',
];
const fact = (status: string, declined = false): IntentFact => ({
  id: 'pi_1',
  status,
  amountReceived: status === 'succeeded' ? 100 : 0,
  currency: 'gbp',
  chargeId: null,
  error: null,
  declined,
});

type State = {
  status: AttemptStatus;
  paymentIntentId: string | null;
  toldDecline: string | null;
  payments: number;
  declines: number;
};

const fresh = { status: 'created', paymentIntentId: 'pi_1', toldDecline: null } as const;

/** Folds facts as applyIntent does, counting what would be booked. */
function fold(facts: readonly IntentFact[]): State {
  const state: State = { status: 'created', paymentIntentId: null, toldDecline: null, payments: 0, declines: 0 };
  for (const one of facts) {
    const move = moveOf(state, one);
    if (move.move === 'succeed') {
      state.status = 'succeeded';
      state.payments += 1;
    } else if (move.move === 'cancel') state.status = 'cancelled';
    if (move.move === 'decline') {
      state.declines += 1;
      state.toldDecline = declineName(one);
    }
    if (move.move === 'go' || move.move === 'decline') state.status = move.to;
  }
  return state;
}

const anyFact = fc
  .record({ status: fc.constantFrom(...statuses), declined: fc.boolean() })
  .map(({ status, declined }) => fact(status, declined && status === 'requires_payment_method'));

test('money that was captured counts exactly once, in whatever order and however often the facts come', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 12 }), (facts) => {
      const { status, payments } = fold(facts);
      const captured = facts.some((one) => one.status === 'succeeded');
      expect(payments).toBe(captured ? 1 : 0);
      if (captured) expect(status).toBe('succeeded');
    }),
  );
});

test('an attempt that ended never opens again', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 8 }), fc.array(anyFact, { maxLength: 8 }), (before, after) => {
      const ended = fold([...before, fact('canceled')]);
      const later = fold([...before, fact('canceled'), ...after]);
      expect(isOpen(ended.status)).toBe(false);
      expect(isOpen(later.status)).toBe(false);
    }),
  );
});

test('repeating the whole history changes nothing', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { minLength: 1, maxLength: 8 }), (facts) => {
      const last = fold(facts);
      if (isOpen(last.status)) return;
      expect(fold([...facts, ...facts])).toEqual(last);
    }),
  );
});

test("another intent's fact is a conflict, and so is a status nobody knows", () => {
  expect(moveOf({ ...fresh, paymentIntentId: 'pi_2' }, fact('succeeded'))).toMatchObject({ move: 'conflict' });
  expect(moveOf({ ...fresh, paymentIntentId: 'pi_1' }, fact('teleported'))).toMatchObject({
    move: 'conflict',
  });
});

test('a decline leaves the attempt open for another card', () => {
  expect(moveOf({ ...fresh, status: 'requiresAction' }, fact('requires_payment_method', true))).toEqual({
    move: 'decline',
    to: 'created',
  });
});

const declined = (chargeId: string | null, code = 'card_declined'): IntentFact => ({
  ...fact('requires_payment_method', true),
  chargeId,
  error: { code, declineCode: 'generic_decline', adviceCode: null },
});

test('a decline counts once, whoever tells of it, and the next one counts again', () => {
  const told = [declined('ch_1'), declined('ch_1'), declined('ch_2'), declined('ch_2'), declined('ch_2')];
  expect(fold(told).declines).toBe(2);
  // A night's try that the bank wants its customer for has no charge, and is one.
  expect(fold([declined(null, 'authentication_required'), declined(null, 'authentication_required')]).declines).toBe(1);
});

test('of those who fail to prove who they are each failure counts: there is no charge to tell them apart by', () => {
  const failed = declined('ch_1', 'payment_intent_authentication_failure');
  expect(fold([declined('ch_1'), failed, failed]).declines).toBe(3);
});

test('what a bank was working on and is open again was refused, though nobody said so', () => {
  const processing = { status: 'processing' as const, paymentIntentId: 'pi_1', toldDecline: null };
  expect(moveOf(processing, fact('requires_payment_method'))).toEqual({ move: 'decline', to: 'created' });
  expect(moveOf(processing, fact('requires_action'))).toEqual({ move: 'go', to: 'requiresAction' });
  const told = { status: 'created' as const, paymentIntentId: 'pi_1', toldDecline: null };
  expect(moveOf(told, fact('requires_payment_method'))).toEqual({ move: 'none', why: 'repeat' });
});
