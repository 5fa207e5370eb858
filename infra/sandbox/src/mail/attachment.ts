import type { Part } from './parsed.ts';

/** Types a browser may show by itself; any other is only ever saved. */
const shown: Record<string, (content: Uint8Array) => boolean> = {
  'application/pdf': (content) => startsWith(content, [0x25, 0x50, 0x44, 0x46, 0x2d]),
  'image/png': (content) => startsWith(content, [0x89, 0x50, 0x4e, 0x47]),
  'image/jpeg': (content) => startsWith(content, [0xff, 0xd8, 0xff]),
};

const startsWith = (content: Uint8Array, bytes: number[]): boolean => bytes.every((byte, i) => content[i] === byte);

export const isShown = ({ type, content }: Part): boolean => shown[type]?.(content) ?? false;

/** An attachment as an answer: never as something that could run as a page of the sandbox. */
export function attachmentResponse(part: Part, save: boolean): Response {
  const show = isShown(part) && !save;
  const plain = part.name.replace(/[^\w. -]/g, '_');
  return new Response(new Uint8Array(part.content), {
    headers: {
      'content-type': show ? part.type : 'application/octet-stream',
      'content-disposition': `${show ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(part.name.toWellFormed()).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  });
}
