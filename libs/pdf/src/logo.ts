import { crc32, inflateSync } from 'node:zlib';
import type { Brand } from '@purser/document';

/** A logo that can be drawn: itself as a data: URI, and width over height. */
export type Logo = { uri: string; ratio: number };

/**
 * The brand's logo, if it is a whole PNG or an SVG of plain shapes; else undefined, and the company's name stands in its place.
 * Nothing that could make the renderer read a file, open a connection, or fail in the middle gets through.
 */
export function readLogo(logo: Brand['logo']): Logo | undefined {
  if (!logo) return undefined;
  const data = Buffer.from(logo.base64, 'base64');
  const ratio = logo.type === 'image/png' ? pngRatio(data) : svgRatio(data.toString('utf8'));
  if (!ratio || !(ratio > 0.05 && ratio < 20)) return undefined;
  return { uri: `data:${logo.type};base64,${data.toString('base64')}`, ratio };
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** A small file can hold a very large picture. */
const mostPixels = 4_000_000;

/** Width over height of a PNG whose every part is as it should be, without interlacing. */
function pngRatio(file: Buffer): number | undefined {
  if (!file.subarray(0, 8).equals(signature)) return undefined;
  const chunks = pngChunks(file);
  const head = chunks?.find(({ type }) => type === 'IHDR')?.data;
  if (!chunks || !head || head.length !== 13 || chunks.at(-1)?.type !== 'IEND') return undefined;
  const [width, height, bits, color, interlace] = [
    head.readUInt32BE(0),
    head.readUInt32BE(4),
    head[8],
    head[9],
    head[12],
  ];
  const depth = (channels[color ?? -1] ?? 0) * (bits ?? 0);
  if (width * height === 0 || width * height > mostPixels || depth === 0 || interlace !== 0) return undefined;
  if (color === 3 && !chunks.some(({ type, data }) => type === 'PLTE' && data.length % 3 === 0)) return undefined;
  const expected = (Math.ceil((width * depth) / 8) + 1) * height;
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  try {
    return inflateSync(packed, { maxOutputLength: expected }).length === expected ? width / height : undefined;
  } catch {
    return undefined;
  }
}

function pngChunks(file: Buffer): { type: string; data: Buffer }[] | undefined {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at < file.length; ) {
    if (at + 12 > file.length) return undefined;
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length || crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return undefined;
    chunks.push({ type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, end - 4) });
    at = end;
  }
  return chunks;
}

const shapes = new Set(
  'svg g path rect circle ellipse line polyline polygon defs clipPath linearGradient radialGradient stop title desc'.split(
    ' ',
  ),
);

/**
 * Width over height of an SVG of plain shapes. Text, images, styles by class, filters, links and whatever else the renderer would
 * leave out or fetch make it none.
 */
function svgRatio(file: string): number | undefined {
  const text = withoutRemarks(file);
  if (text === undefined || fetchesOrStyles.test(text)) return undefined;
  const tags = tagsOf(text);
  if (!tags) return undefined;
  let depth = 0;
  for (const tag of tags) {
    const name = /^\/?([^\s/]*)/.exec(tag)?.[1] ?? '';
    depth += tag.startsWith('/') ? -1 : tag.endsWith('/') ? 0 : 1;
    if (!shapes.has(name) || depth > 50) return undefined;
  }
  const [root = ''] = tags;
  if (depth !== 0 || !/^svg(?![^\s/])/.test(root)) return undefined;
  const [, , width, height] = (/\bviewBox\s*=\s*["']([^"']*)/.exec(root)?.[1] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  if (width && height) return width / height;
  const side = (name: string) => Number(new RegExp(`\\s${name}\\s*=\\s*["']([\\d.]+)(?:px)?["']`).exec(root)?.[1]);
  const ratio = side('width') / side('height');
  return Number.isFinite(ratio) ? ratio : undefined;
}

const fetchesOrStyles = /<!|&(?!(amp|lt|gt|quot|apos);)|href|\bclass\s*=|@import|url\(\s*(?:["']\s*)?[^#"')\s]/i;

// A file may be made to be slow to read: each of these goes over it once.

/** Without comments and declarations; undefined where one has no end. */
function withoutRemarks(file: string): string | undefined {
  const kept: string[] = [];
  let at = 0;
  for (const { index } of file.matchAll(/<!--|<\?xml/g)) {
    if (index < at) continue;
    const close = file[index + 1] === '?' ? '?>' : '-->';
    const end = file.indexOf(close, index + 4);
    if (end < 0) return undefined;
    kept.push(file.slice(at, index));
    at = end + close.length;
  }
  return [...kept, file.slice(at)].join('');
}

/** What stands between `<` and the next `>`; undefined where there is none. */
function tagsOf(text: string): string[] | undefined {
  const tags: string[] = [];
  for (let open = text.indexOf('<'); open >= 0; ) {
    const end = text.indexOf('>', open);
    if (end < 0) return undefined;
    tags.push(text.slice(open + 1, end));
    open = text.indexOf('<', end);
  }
  return tags;
}
