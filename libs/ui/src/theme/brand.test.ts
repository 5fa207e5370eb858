import { plainBrand } from '@purser/document';
import { expect, test } from 'vitest';
import { brandProperties } from './brand.ts';

test('a brand sets five properties and no more', () => {
  expect(Object.keys(brandProperties(plainBrand))).toEqual(['--brand', '--on-brand', '--radius', '--font', '--logo']);
});

test('a logo becomes an image that needs no request', () => {
  const logo = { type: 'image/svg+xml', base64: 'PHN2Zy8+' } as const;
  expect(brandProperties({ ...plainBrand, logo })['--logo']).toBe('url("data:image/svg+xml;base64,PHN2Zy8+")');
  expect(brandProperties(plainBrand)['--logo']).toBe('none');
});
