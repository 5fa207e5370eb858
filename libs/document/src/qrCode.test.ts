import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { layOut } from './layOut.ts';
import { darkRuns } from './qrCode.ts';
import { invoiceToPay } from './sample.fixture.ts';

/** The runs as they are drawn, in pixels, with the quiet zone around them. */
function picture(runs: ReturnType<typeof darkRuns>, modules: number) {
  const [zone, scale] = [4, 4];
  const side = (modules + 2 * zone) * scale;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const { x, y, width } of runs)
    for (let row = 0; row < scale; row += 1)
      for (let column = 0; column < width * scale; column += 1) {
        const at = (((y + zone) * scale + row) * side + (x + zone) * scale + column) * 4;
        data.fill(0, at, at + 3);
      }
  return { width: side, height: side, data };
}

test('the code that is drawn on an invoice says the address that stands beside it', () => {
  const block = layOut(invoiceToPay(1)).blocks.find(({ kind }) => kind === 'payment');
  if (block?.kind !== 'payment') throw new Error('there is where to pay');
  expect(decodeQR(picture(darkRuns(block.code), block.code.length))).toBe(block.url);
});
