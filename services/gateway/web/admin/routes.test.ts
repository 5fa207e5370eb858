import { expect, test } from 'vitest';
import { idIn, invoicesWith, routes, safeHref } from './routes.ts';

const id = `inv_${'0a'.repeat(16)}`;

test('an id of its kind is taken out of an address', () => {
  expect(idIn('inv', id)).toBe(id);
});

test.each([
  undefined,
  '',
  'inv_',
  `cus_${'0a'.repeat(16)}`,
  `${id}/../../session`,
  `${id}?x=1`,
  `inv_${'0A'.repeat(16)}`,
  'inv_<img src=x>',
])('what is no invoice’s id reaches no request: %s', (text) => {
  expect(idIn('inv', text)).toBeUndefined();
});

test.each(['/admin/invoices', '/api/v1/invoices/x/pdf'])('an address of this server is followed: %s', (href) => {
  expect(safeHref(href)).toBe(href);
});

test.each([
  null,
  undefined,
  '',
  'javascript:alert(1)',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'admin',
])('an address elsewhere is not: %s', (href) => {
  expect(safeHref(href)).toBeUndefined();
});

test('a filter in an address cannot add to it', () => {
  expect(invoicesWith('a&b=c')).toBe(`${routes.invoices}?filter=a%26b%3Dc`);
});
