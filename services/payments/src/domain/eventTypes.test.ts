import { expect, test } from 'vitest';
import { declaredEventTypes, declaredThinTypes } from '../../test/declared.ts';
import { isDecided, neededEvents, useOf } from './eventTypes.ts';

test('every type of event that Stripe’s SDK knows is used, or ignored on purpose', () => {
  const types = declaredEventTypes();
  expect(types.length).toBeGreaterThan(200);
  expect(types.filter((type) => !isDecided(type))).toEqual([]);
});

test('a type that nobody has heard of is ignored, and known to be undecided', () => {
  expect(useOf('teleport.completed')).toBe('ignore');
  expect(isDecided('teleport.completed')).toBe(false);
});

test('what moves money is used', () => {
  const money = declaredEventTypes().filter((type) =>
    /^(payment_intent\.succeeded|refund\.|charge\.dispute\.)/.test(type),
  );
  expect(money.length).toBe(9);
  expect(money.filter((type) => useOf(type) === 'ignore')).toEqual([]);
});

test('a thin event counts as the snapshot of its name, and one of an account of Stripe’s second version as of an account', () => {
  expect(useOf('v1.payment_intent.succeeded')).toBe('intent');
  expect(isDecided('v1.customer.subscription.past_due')).toBe(true);
  for (const type of [
    'v2.core.account.updated',
    'v2.core.account[requirements].updated',
    'v2.core.account_person.created',
  ])
    expect([useOf(type), isDecided(type)]).toEqual(['account', true]);
  expect(useOf('v2.core.accountant.hired')).toBe('ignore');
});

test('an endpoint for connected accounts asks for how they stand, a tenant’s own does not', () => {
  expect(neededEvents('connect')).toContain('account.updated');
  expect(neededEvents('own')).not.toContain('account.updated');
  expect(neededEvents('own')).toContain('payment_intent.succeeded');
});

test('every thin event that is asked for is one that Stripe’s SDK knows, and something is done with it', () => {
  const types = [...neededEvents('own', 'thin'), ...neededEvents('connect', 'thin')];
  expect(types.filter((type) => !declaredThinTypes().includes(type))).toEqual([]);
  expect(types.filter((type) => useOf(type) === 'ignore')).toEqual([]);
  expect(neededEvents('own', 'thin')).toContain('v1.payment_intent.succeeded');
  expect(neededEvents('connect', 'thin')).toContain('v2.core.account[requirements].updated');
});
