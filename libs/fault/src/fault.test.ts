import { expect, test } from 'vitest';
import { fault, fromWire, httpStatus, toFault, toWire } from './index.ts';

test('an internal text never travels', () => {
  const wire = toWire(fault('external', 'stripe_down', 'Stripe does not answer.', { internal: 'sk_test_123 refused' }));
  expect(JSON.stringify(wire)).not.toContain('sk_test_123');
  expect(wire).toEqual({ kind: 'external', code: 'stripe_down', text: 'Stripe does not answer.' });
});

test('what is not a fault is a bug whose text stays inside', () => {
  const bug = toFault(new TypeError('x is undefined'));
  expect([bug.kind, bug.message, bug.internal]).toEqual([
    'bug',
    'Something went wrong on our side.',
    'TypeError: x is undefined',
  ]);
});

test('a fault survives the wire with its fields', () => {
  const errors = [{ path: 'lines.0.quantity', code: 'too_big', message: 'At most 1,000,000.' }];
  const back = fromWire(toWire(fault('invalid', 'invalid_input', 'Refused.', { errors })));
  expect([back.kind, back.code, back.errors]).toEqual(['invalid', 'invalid_input', errors]);
});

test('a refusal by a rule is final, a missing server is passing', () => {
  expect([fault('rejected', 'a', 'a').passing, fault('unavailable', 'b', 'b').passing]).toEqual([false, true]);
  expect([httpStatus('rejected'), httpStatus('notFound')]).toEqual([422, 404]);
});
