import { expect, test } from 'vitest';
import { invalidInput } from './refusals.ts';

test('a refusal names the first faults only, with codes as the documentation writes them', () => {
  const issues = Array.from({ length: 50 }, (_, i) => ({
    path: `lines.${i}.discount.amount`,
    code: 'discountTooLarge' as const,
    message: 'More than the line comes to',
  }));
  const { errors } = invalidInput(issues);
  expect(errors).toHaveLength(20);
  expect(errors[0]).toEqual({
    path: 'lines.0.discount.amount',
    code: 'discount_too_large',
    message: 'More than the line comes to',
  });
});
