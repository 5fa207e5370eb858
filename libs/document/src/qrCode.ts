import encodeQR from 'qr';
import type { QrCode } from './sheet.ts';

/** A text as a code to scan, which is still read with an eighth of it spoilt. */
export function qrCode(text: string): QrCode {
  // The library draws no code without a border; how wide the quiet zone is, is for those who draw the sheet.
  const bordered = encodeQR(text, 'raw', { ecc: 'medium', border: 1 });
  return bordered.slice(1, -1).map((row) => row.slice(1, -1));
}

/** The dark of a code, in runs from left to right: fewer things to draw, and no seams between them. */
export function darkRuns(code: QrCode): { x: number; y: number; width: number }[] {
  return code.flatMap((row, y) => {
    const runs: { x: number; y: number; width: number }[] = [];
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x += 1;
      runs.push({ x: from, y, width: x - from + 1 });
    }
    return runs;
  });
}
