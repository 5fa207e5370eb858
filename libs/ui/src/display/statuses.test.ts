import {
  accounting,
  attemptStatus,
  invoiceStatus,
  invoicing,
  messageStatus,
  notifications,
  payments,
} from '@purser/contracts';
import { expect, test } from 'vitest';
import { hasName, statusOf } from './statuses.ts';

const known = [
  ...invoiceStatus.options,
  ...invoicing.quoteStatus.options,
  ...attemptStatus.options,
  ...messageStatus.options,
  ...payments.webhookStatus.options,
  ...notifications.mailStatus.options,
  ...accounting.pushState.options,
];

test.each([...new Set(known)])('the status %s of the contracts has words of its own', (status) => {
  expect(hasName(status)).toBe(true);
});

test('red is for harm alone, and done is green', () => {
  expect(statusOf('paid').tone).toBe('success');
  expect(statusOf('failed').tone).toBe('danger');
  expect(statusOf('retrying').tone).toBe('warning');
  expect(statusOf('void').tone).toBe('neutral');
});

test.each([
  ['inReview', 'In review'],
  ['awaiting_signature', 'Awaiting signature'],
  ['constructor', 'Constructor'],
])('a status nobody has named, %s, reads %s', (status, word) => {
  expect(statusOf(status)).toEqual({ word, tone: 'neutral' });
});
