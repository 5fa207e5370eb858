import { readLogo } from '@purser/pdf/logo';
import { expect, test } from 'vitest';
import { checkLogo, type Logo } from './logo.ts';

const check = (logo: Logo | null) => checkLogo(logo, (each) => readLogo(each) !== undefined);

const svg = (text: string) => ({ type: 'image/svg+xml' as const, base64: Buffer.from(text).toString('base64') });
const draw = (inner: string, attributes = '') =>
  svg(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"${attributes}>${inner}</svg>`);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('pictures are taken', () => {
  check(null);
  check({ type: 'image/png', base64: png.toString('base64') });
  check(
    svg('<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'),
  );
  check(draw('<defs><g id="a"><title>Fish &amp; Sons</title></g></defs><path d="M0 0h9v9z" fill="url(#b)"/>'));
});

test.each([
  ['a script', draw('<script>alert(1)</script>')],
  ['a script in capitals', draw('<SCRIPT>alert(1)</SCRIPT>')],
  ['a handler', draw('', ' onload="alert(1)"')],
  ['a handler after a quote', svg('<svg xmlns="x"onload="alert(1)"/>')],
  ['foreign markup', draw('<foreignObject><b/></foreignObject>')],
  ['a link that runs', draw('<a href="javascript:alert(1)">x</a>')],
  ['a picture from elsewhere', draw('<use href="https://evil.example/a.svg#b"/>')],
  ['a style from elsewhere', draw('<style>@import "https://evil.example/a.css"</style>')],
  ['a fill from elsewhere', draw('<rect fill="url(https://evil.example/a)"/>')],
  ['an entity', svg('<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="x">&x;</svg>')],
  ['a spelt-out letter', draw('<a xlink:href="&#106;avascript:alert(1)">x</a>')],
  ['a style sheet', svg('<?xml version="1.0"?><?xml-stylesheet href="a.css"?><svg xmlns="x"/>')],
  ['a page', svg('<html><svg></svg></html>')],
  ['a page that calls itself PNG', { type: 'image/png' as const, base64: Buffer.from('<html>').toString('base64') }],
])('%s is no logo', (_what, logo) => {
  expect(() => check(logo)).toThrow(expect.objectContaining({ kind: 'invalid' }));
});

test.each([
  ['text', draw('<text>Ours</text>')],
  ['styles', draw('<style>a{fill:red}</style><path class="a" d="M0 0h9v9z"/>')],
  ['a part drawn twice', draw('<g id="a"/><use href="#a"/>')],
  ['no size', svg('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['half of a picture', { type: 'image/png' as const, base64: png.subarray(0, 40).toString('base64') }],
  [
    'a page behind a PNG’s first bytes',
    {
      type: 'image/png' as const,
      base64: Buffer.concat([png.subarray(0, 8), Buffer.from('<script>')]).toString('base64'),
    },
  ],
])('a logo that the page would show and a PDF not is refused: %s', (_what, logo) => {
  const errors = [expect.objectContaining({ path: 'brand.logo', code: 'logo_not_drawable' })];
  expect(() => check(logo)).toThrow(expect.objectContaining({ kind: 'invalid', errors }));
});

test('a drawing that is made to be slow is looked at once', () => {
  const begin = performance.now();
  for (const inner of [`<a href=${' '.repeat(200_000)}#`, `<a url(${' '.repeat(200_000)}#`, '<!--'.repeat(50_000)])
    expect(() => check(draw(inner))).toThrow(expect.objectContaining({ kind: 'invalid' }));
  expect(performance.now() - begin).toBeLessThan(1500);
});
