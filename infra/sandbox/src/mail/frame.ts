import type { Email } from 'postal-mime';
import { partsOf } from './parsed.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);

const dataUrl = (type: string, content: Uint8Array): string =>
  `data:${type};base64,${Buffer.from(content).toString('base64')}`;

/** Pictures that came with the mail stand where the text names them. */
function withPictures(markup: string, email: Email): string {
  const pictures = new Map(
    partsOf(email)
      .filter(({ contentId, type }) => contentId !== null && /^image\/[\w.+-]+$/.test(type))
      .map(({ contentId, type, content }) => [contentId, dataUrl(type, content)]),
  );
  return markup.replace(/\bcid:([^"'\s)>]+)/gi, (whole, id: string) => pictures.get(id) ?? whole);
}

/** Links open in a new tab, where the developer plays the customer. */
function withNewTabs(markup: string): string {
  const base = '<base target="_blank">';
  const start = /<head\b[^>]*>|<html\b[^>]*>|<!doctype[^>]*>/gi;
  let at = 0;
  for (const found of markup.matchAll(start)) at = found.index + found[0].length;
  return at === 0 ? `<!doctype html>${base}${markup}` : `${markup.slice(0, at)}${base}${markup.slice(at)}`;
}

/** The HTML part as a document for a frame, or the text when there is none. */
export function frameDocument(email: Email | undefined): string {
  if (email?.html) return withNewTabs(withPictures(email.html, email));
  return `<!doctype html><meta name="color-scheme" content="light dark"><pre style="font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:16px">${escaped(email?.text ?? 'This message has no text.')}</pre>`;
}

/** True when the mail wants pictures from elsewhere. */
export const asksForPictures = (email: Email | undefined): boolean =>
  /<img\b[^>]*\bsrc\s*=\s*["']?https?:|url\(\s*["']?https?:/i.test(email?.html ?? '');

/**
 * What the framed mail may do: show itself, and open links. Nothing runs, nothing is sent, and pictures from
 * elsewhere load only when asked for.
 */
export const framePolicy = (remotePictures: boolean): string =>
  [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src data:${remotePictures ? ' https: http:' : ''}`,
    'font-src data:',
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-popups allow-popups-to-escape-sandbox',
  ].join('; ');
