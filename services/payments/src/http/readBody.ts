import type { IncomingMessage } from 'node:http';

/**
 * The bytes of a request, straight from Node: a web stream in between would cost more than all else that is done with a
 * webhook.
 * @returns undefined when there are more than `most_bytes`; the rest is then left unread
 */
export function readBody(incoming: IncomingMessage, most_bytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    if (Number(incoming.headers['content-length'] ?? 0) > most_bytes) return resolve(undefined);
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size <= most_bytes) return;
      incoming.off('data', take).pause();
      resolve(undefined);
    };
    incoming.on('data', take);
    incoming.once('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    // Whoever sent it is gone before its end.
    incoming.once('close', () => {
      if (!incoming.complete) reject(new Error('the request broke off'));
    });
    incoming.once('error', reject);
  });
}
