import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { plainBrand } from '@purser/document';
import { brandProperties, THEME_KEY } from '@purser/ui';
import { expect, test } from 'vitest';

const source = readFileSync(new URL('./beforePaint.js', import.meta.url), 'utf8');

/** Runs the lines of the page's head against a page that holds so much, and tells what they put on it. */
function runOn({ boot, stored }: { boot?: string; stored?: (key: string) => string | null }) {
  const attributes: Record<string, string> = {};
  const properties: Record<string, string> = {};
  const root = {
    lang: 'en-GB',
    setAttribute: (name: string, value: string) => Object.assign(attributes, { [name]: value }),
    style: { setProperty: (name: string, value: string) => Object.assign(properties, { [name]: value }) },
  };
  const document = {
    documentElement: root,
    getElementById: (id: string) => (id === 'boot' && boot !== undefined ? { textContent: boot } : null),
  };
  runInNewContext(source, { document, localStorage: { getItem: stored ?? (() => null) } });
  return { attributes, properties, lang: root.lang };
}

test('the theme chosen in the app is on the page before its first paint', () => {
  const stored = (key: string) => (key === THEME_KEY ? 'dark' : null);
  expect(runOn({ boot: '{}', stored }).attributes).toEqual({ 'data-theme': 'dark' });
});

test('a theme that nobody offers is left alone, and the device decides', () => {
  expect(runOn({ boot: '{}', stored: () => 'purple' }).attributes).toEqual({});
});

test('the brand is the same that the app puts on', () => {
  const { properties, lang } = runOn({ boot: JSON.stringify({ brand: plainBrand, locale: 'de-DE' }) });
  expect(properties['--brand']).toBe(plainBrand.color);
  expect(brandProperties(plainBrand)).toMatchObject(properties);
  expect(lang).toBe('de-DE');
});

test.each([
  ['no boot record', {}],
  ['one that cannot be read', { boot: '__BOOT__' }],
  ['one without a brand', { boot: '{}' }],
])('%s breaks nothing', (_, page) => {
  expect(runOn(page).properties).toEqual({});
});

test('a browser that keeps nothing still shows the brand', () => {
  const stored = () => {
    throw new Error('denied');
  };
  expect(runOn({ boot: JSON.stringify({ brand: plainBrand }), stored }).properties['--brand']).toBe(plainBrand.color);
});
