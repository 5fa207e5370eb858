import type { Brand } from '@purser/document';

export type Logo = NonNullable<Brand['logo']>;
export type LogoReading = { ok: true; logo: Logo } | { ok: false; problem: string };

const MOST_BYTES = 200 * 1024;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Reads a file somebody chose as a logo: PNG or SVG, by what is in it and not by its name, 200 KB at most. */
export async function readLogo(file: Blob): Promise<LogoReading> {
  if (file.size > MOST_BYTES)
    return { ok: false, problem: `A logo has at most 200 KB; this file has ${Math.ceil(file.size / 1024)} KB.` };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = typeOf(bytes);
  if (!type) return { ok: false, problem: 'A logo is a PNG or an SVG file. Nothing was changed.' };
  return { ok: true, logo: { type, base64: base64Of(bytes) } };
}

function typeOf(bytes: Uint8Array): Logo['type'] | undefined {
  if (PNG.every((byte, at) => bytes[at] === byte)) return 'image/png';
  const start = new TextDecoder().decode(bytes.slice(0, 2000));
  return /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(start)
    ? 'image/svg+xml'
    : undefined;
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
