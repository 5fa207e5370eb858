import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { unwrapWoff } from './unwrapWoff.ts';

const woff = readFileSync(
  fileURLToPath(import.meta.resolve('@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff')),
);

test('every table comes out whole: its words add up to the sum that its maker wrote down', () => {
  const font = unwrapWoff(woff);
  const count = font.readUInt16BE(4);
  expect(count).toBe(woff.readUInt16BE(12));
  for (let at = 12; at < 12 + count * 16; at += 16) {
    const [stored, offset, length] = [font.readUInt32BE(at + 4), font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)];
    expect(offset % 4).toBe(0);
    let sum = 0;
    const isHead = font.toString('latin1', at, at + 4) === 'head';
    for (let word = 0; word < length; word += 4) {
      // The head's own sum of the file is left out of the head's.
      if (!(isHead && word === 8)) sum = (sum + font.readUInt32BE(offset + word)) >>> 0;
    }
    expect(sum).toBe(stored);
  }
});

test('what is no WOFF is refused', () => {
  expect(() => unwrapWoff(Buffer.alloc(100))).toThrow('not a WOFF file');
  expect(() => unwrapWoff(woff.subarray(0, 20))).toThrow('not a WOFF file');
});
