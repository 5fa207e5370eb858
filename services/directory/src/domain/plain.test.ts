import { expect, test } from 'vitest';
import { plain } from './plain.ts';
import { slugFrom } from './slug.ts';

test.each([
  ['Société Générale', 'societe generale'],
  ['ŁÓDŹ Straße', 'lodz strasse'],
  ['İstanbul Ørsted ÆON', 'istanbul orsted aeon'],
  ['ﬁne Ｗｉｄｅ', 'fine wide'],
  ['株式会社', '株式会社'],
])('%s is compared as %s', (text, expected) => {
  expect(plain(text)).toBe(expected);
});

test.each([
  ['Northwind IT', 'northwind-it'],
  ['  Łódź & Söhne Ltd. ', 'lodz-sohne-ltd'],
  ['株式会社', 'tenant'],
  ['!!!', 'tenant'],
  ['A very long name of a company that never ends', 'a-very-long-name-of-a-company-that'],
  [`${'a'.repeat(33)} bcd`, 'a'.repeat(33)],
])('the addresses of %s say %s', (name, slug) => {
  expect(slugFrom(name)).toBe(slug);
  expect(slugFrom(name)).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/);
});
