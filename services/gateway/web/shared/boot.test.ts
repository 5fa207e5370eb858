import { plainBrand } from '@purser/document';
import { expect, test } from 'vitest';
import { readBoot } from './boot.ts';

const page = (text: string | null) => ({ getElementById: () => (text === null ? null : { textContent: text }) });
const now = '2026-03-14T12:00:00Z';

test('what the gateway writes is read, and each page finds its own parts', () => {
  const boot = readBoot(
    page(JSON.stringify({ now, locale: 'de-DE', timeZone: 'Europe/Berlin', brand: plainBrand, token: 'x' })),
  );
  expect(boot).toMatchObject({ now, locale: 'de-DE', timeZone: 'Europe/Berlin', brand: plainBrand });
  expect(boot.raw.token).toBe('x');
});

test('before a tenant is known there is neither brand nor zone', () => {
  expect(readBoot(page(JSON.stringify({ now, brand: null })))).toMatchObject({
    locale: 'en-GB',
    timeZone: undefined,
    brand: undefined,
  });
});

test.each([null, '"__BOOT__"', '[]', '{}', '{'])(
  'a page whose record is %j does not start as if nothing were wrong',
  (text) => {
    expect(() => readBoot(page(text))).toThrow();
  },
);
