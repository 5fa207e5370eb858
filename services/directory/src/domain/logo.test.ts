import { expect, test } from 'vitest';
import { checkLogo } from './logo.ts';

const svg = (text: string) => ({ type: 'image/svg+xml' as const, base64: Buffer.from(text).toString('base64') });
const draw = (inner: string, attributes = '') =>
  svg(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"${attributes}>${inner}</svg>`);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('pictures are taken', () => {
  checkLogo(null);
  checkLogo({ type: 'image/png', base64: png.toString('base64') });
  checkLogo(svg('<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'));
  checkLogo(
    draw(
      '<defs><g id="a"><title>Fish &amp; Sons</title></g></defs><use href="#a" fill="url(#b)"/><style>a{fill:red}</style>',
    ),
  );
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
  expect(() => checkLogo(logo)).toThrow(expect.objectContaining({ kind: 'invalid' }));
});
