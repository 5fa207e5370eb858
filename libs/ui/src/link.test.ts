import { expect, test } from 'vitest';
import { staysInApp } from './link.tsx';

test.each(['/invoices', '/', '?filter=paid'])('%s is a page of the app', (href) => {
  expect(staysInApp(href)).toBe(true);
});

test.each([
  'https://elsewhere.example/',
  '//elsewhere.example/',
  '/\\elsewhere.example',
  '/api/v1/invoices/1/pdf',
  'mailto:ada@northwind.example',
  'javascript:alert(1)',
  '#main',
])('%s is left to the browser', (href) => {
  expect(staysInApp(href)).toBe(false);
});
