import { expect, test } from 'vitest';
import { declaredStatuses } from '../../test/declared.ts';
import { isIntentStatus } from './attempt.ts';
import { isDisputeStatus } from './dispute.ts';
import { refundStatusOf } from './refund.ts';
import { isSetupStatus } from './setup.ts';

test.each([
  ['PaymentIntents', 7, isIntentStatus],
  ['SetupIntents', 6, isSetupStatus],
  ['Disputes', 10, isDisputeStatus],
] as const)('of %s every status that Stripe’s SDK declares has its meaning here', (resource, count, isKnown) => {
  const statuses = declaredStatuses(resource);
  expect(statuses).toHaveLength(count);
  expect(statuses.filter((status) => !isKnown(status))).toEqual([]);
});

test('of refunds, whose status the SDK leaves open, every one that Stripe’s documentation names has its meaning here', () => {
  const statuses = ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'];
  expect(statuses.filter((status) => refundStatusOf(status) === undefined)).toEqual([]);
});
