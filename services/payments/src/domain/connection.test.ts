import { expect, test } from 'vitest';
import { standingOfFirst, standingOfSecond } from './connection.ts';

const nothing = { due: [], pending: [], problems: [], dueBy: null };

test('an account of the first version that may charge and pay out wants nothing', () => {
  const account = { charges_enabled: true, payouts_enabled: true, capabilities: { card_payments: 'active' } };
  expect(standingOfFirst(account)).toEqual({ charges: 'active', payouts: 'active', ...nothing });
});

test('what Stripe looks at is pending, what it wants is due, until its deadline', () => {
  const requirements = {
    currently_due: ['external_account'],
    pending_verification: ['individual.verification.document'],
    errors: [{ reason: 'The document could not be read.' }],
    current_deadline: 1_800_000_000,
  };
  expect(standingOfFirst({ charges_enabled: true, payouts_enabled: false, requirements })).toEqual({
    charges: 'active',
    payouts: 'pending',
    due: ['external_account'],
    pending: ['individual.verification.document'],
    problems: ['The document could not be read.'],
    dueBy: '2027-01-15T08:00:00.000Z',
  });
});

test('nothing given is inactive, in both versions', () => {
  const first = { charges_enabled: false, payouts_enabled: false };
  expect(standingOfFirst(first)).toMatchObject({ charges: 'inactive', payouts: 'inactive' });
  expect(standingOfSecond({})).toEqual({ charges: 'inactive', payouts: 'inactive', ...nothing });
});

test.each([
  ['active', 'active'],
  ['pending', 'pending'],
  ['restricted', 'inactive'],
  ['rejected', 'inactive'],
  ['a word of tomorrow', 'inactive'],
])('the second version’s %s is %s', (status, charges) => {
  const capabilities = { card_payments: { status }, stripe_balance: { payouts: { status } } };
  const standing = standingOfSecond({ configuration: { merchant: { capabilities } } });
  expect([standing.charges, standing.payouts]).toEqual([charges, charges]);
});

test('the second version’s entries are due from the user, pending with Stripe, and not asked for before their time', () => {
  const entry = (description: string, from: string, status = 'currently_due') => ({
    ...{ description, awaiting_action_from: from, errors: [], minimum_deadline: { status } },
  });
  const entries = [entry('tax id', 'user'), entry('document', 'stripe'), entry('later', 'user', 'eventually_due')];
  expect(standingOfSecond({ requirements: { entries } })).toMatchObject({ due: ['tax id'], pending: ['document'] });
});
