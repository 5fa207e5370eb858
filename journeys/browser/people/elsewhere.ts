import { once } from 'node:events';
import { createServer } from 'node:http';

/** A site of somebody else's, which serves one page. Under `localhost` it is another site than ours, under `127.0.0.1` only another origin. */
export type Elsewhere = { at(host: 'localhost' | '127.0.0.1'): string; stop(): Promise<void> };

export async function openElsewhere(html: string): Promise<Elsewhere> {
  const server = createServer((_, response) => {
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(`<!doctype html><title>Elsewhere</title>${html}`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  return {
    at: (host) => `http://${host}:${port}/`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
