import { inflateSync } from 'node:zlib';

type Table = { tag: number; checksum: number; bytes: Buffer };

/**
 * The font within a WOFF 1.0 file (W3C Recommendation of 13 December 2012), as a plain sfnt. Done once when fonts are loaded: the
 * renderer would inflate the tables anew, and slowly, for every document.
 * @throws Error when it is no WOFF file
 */
export function unwrapWoff(file: Buffer): Buffer {
  if (file.length < 44 || file.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF file');
  const tables = Array.from({ length: file.readUInt16BE(12) }, (_, at) => readTable(file, 44 + at * 20));
  const head = Buffer.alloc(12 + tables.length * 16);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  head.writeUInt32BE(file.readUInt32BE(4), 0);
  head.writeUInt16BE(tables.length, 4);
  head.writeUInt16BE(power * 16, 6);
  head.writeUInt16BE(Math.log2(power), 8);
  head.writeUInt16BE((tables.length - power) * 16, 10);
  const parts: Buffer[] = [head];
  let offset = head.length;
  for (const [at, { tag, checksum, bytes }] of tables.entries()) {
    const entry = 12 + at * 16;
    head.writeUInt32BE(tag, entry);
    head.writeUInt32BE(checksum, entry + 4);
    head.writeUInt32BE(offset, entry + 8);
    head.writeUInt32BE(bytes.length, entry + 12);
    const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4);
    parts.push(bytes, padding);
    offset += bytes.length + padding.length;
  }
  return Buffer.concat(parts);
}

function readTable(file: Buffer, entry: number): Table {
  const [offset, packed, length] = [4, 8, 12].map((at) => file.readUInt32BE(entry + at)) as [number, number, number];
  const stored = file.subarray(offset, offset + packed);
  const bytes = packed < length ? inflateSync(stored, { maxOutputLength: length }) : stored;
  return { tag: file.readUInt32BE(entry), checksum: file.readUInt32BE(entry + 16), bytes };
}
