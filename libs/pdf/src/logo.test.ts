import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readLogo } from './logo.ts';
import { pngFile } from './png.fixture.ts';

const png = (data: Buffer) => readLogo({ type: 'image/png', base64: data.toString('base64') });
const svg = (text: string) => readLogo({ type: 'image/svg+xml', base64: Buffer.from(text).toString('base64') });

test('a PNG is taken as it is', () => {
  expect(png(pngFile({ width: 40, height: 10 }))).toMatchObject({ ratio: 4 });
  expect(png(pngFile({ width: 10, height: 10, color: 2 }))).toMatchObject({ ratio: 1 });
});

test('a PNG that is broken, cut off, interlaced or has no end of pixels is none', () => {
  const whole = pngFile({ width: 40, height: 10 });
  for (let at = 0; at < whole.length; at += 1) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(png(changed)).toBeUndefined();
  }
  for (let length = 0; length < whole.length; length += 1) expect(png(whole.subarray(0, length))).toBeUndefined();
  expect(png(pngFile({ width: 40, height: 10, interlace: 1 }))).toBeUndefined();
  expect(png(pngFile({ width: 40, height: 10, rows: 9 }))).toBeUndefined();
  expect(png(pngFile({ width: 40, height: 10, rows: 11 }))).toBeUndefined();
  expect(png(pngFile({ width: 40, height: 10, color: 3 }))).toBeUndefined();
  expect(png(pngFile({ width: 30_000, height: 30_000, rows: 1 }))).toBeUndefined();
  expect(png(Buffer.from('<svg/>'))).toBeUndefined();
});

test('a small file that unpacks to a large one is not unpacked', () => {
  const bomb = pngFile({ width: 40, height: 10, raw: deflateSync(Buffer.alloc(50_000_000)) });
  const before = process.memoryUsage().arrayBuffers;
  expect(png(bomb)).toBeUndefined();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000);
});

const shape = '<path d="M0 0h40v10z" fill="#1f4fd8"/>';

test.each([
  ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">', 4],
  ['<?xml version="1.0"?><!-- ours --><svg width="30" height="10px">', 3],
])('an SVG of plain shapes is taken: %s', (open, ratio) => {
  expect(
    svg(`${open}<title>Ours</title><g transform="scale(2)">${shape}<circle cx="1" cy="1" r="1"/></g></svg>`),
  ).toMatchObject({ ratio });
});

test.each([
  '<script>alert(1)</script>',
  '<image href="file:///etc/passwd" width="9" height="9"/>',
  '<image xlink:href="http://127.0.0.1:8222/" width="9" height="9"/>',
  '<use href="#a"/>',
  '<linearGradient href="http://127.0.0.1/"/>',
  '<foreignObject/>',
  '<text>Ours</text>',
  '<style>path{fill:red}</style>',
  '<path class="a" d="M0 0"/>',
  '<rect width="9" height="9" fill="url(http://127.0.0.1/x)"/>',
  '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
  '&a;',
  '<![CDATA[<image href="x"/>]]>',
  '<g>',
  `${'<g>'.repeat(60)}${'</g>'.repeat(60)}`,
])('an SVG with %s is none', (part) => {
  expect(svg(`<svg viewBox="0 0 40 10">${shape}${part}</svg>`)).toBeUndefined();
});

const open = '<svg viewBox="0 0 40 10">';
test.each([
  ['tags that do not end', open + '<a'.repeat(110_000)],
  ['tags within tags', open + '<g a="'.repeat(35_000)],
  ['comments that do not end', open + '<!--'.repeat(55_000)],
  ['declarations that do not end', '<?xml'.repeat(45_000)],
  ['blanks in an address', `${open}<path fill="url(${' '.repeat(200_000)}x"/></svg>`],
  ['blanks in the root', `<svg${' '.repeat(200_000)}viewBox`],
])('an SVG that is made to be slow is read at once: %s', (_, text) => {
  const begin = performance.now();
  expect(svg(text) === undefined).toBe(true);
  expect(performance.now() - begin).toBeLessThan(1000);
});

test.each(['', '<svg></svg>', '<svg viewBox="0 0 0 0"></svg>', '<svg viewBox="0 0 9000 1"></svg>', '<g></g>'])(
  'what has no shape of its own is none: %j',
  (text) => {
    expect(svg(text)).toBeUndefined();
  },
);
