import { crc32, deflateSync } from 'node:zlib';

type Png = { width: number; height: number; color?: 2 | 3 | 6; interlace?: number; rows?: number; raw?: Buffer };

/** A PNG of one colour; or one that claims what it does not hold. */
export function pngFile({ width, height, color = 6, interlace = 0, rows = height, raw }: Png): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, color, 0, 0, interlace], 8);
  const row = Buffer.alloc(1 + width * { 2: 3, 3: 1, 6: 4 }[color], 200);
  row[0] = 0;
  const pixels = raw ?? deflateSync(Buffer.concat(Array.from({ length: rows }, () => row)));
  const chunks = [chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), whole.length - 4);
  return whole;
}
