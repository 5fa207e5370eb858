import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import Stripe from 'stripe';

/** One webhook as it came in. */
export interface Received {
  event: Stripe.Event;
  raw: string;
  signature: string;
  headers: IncomingHttpHeaders;
  atMs: number;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** Waits until so many webhooks (of a type, when given) have come in. */
  waitFor: (count: number, type?: string) => Promise<Received[]>;
  /** How the receiver answers from now on; 200 unless told. */
  answerWith: (answer: (response: ServerResponse, received: Received) => void) => void;
  stop: () => Promise<void>;
}

/** Waits for a condition, looking every few milliseconds, and fails after the deadline with what was seen. */
export async function until<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  deadlineMs = 10_000,
): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > end) throw new Error(`waited ${deadlineMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A merchant's webhook door that keeps what it gets. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let answer = (response: ServerResponse, _received: Received): void => {
    response.writeHead(200).end('ok');
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const event = Stripe.webhooks.constructEventWithoutVerification(raw);
      const one = {
        event,
        raw,
        signature: String(request.headers['stripe-signature']),
        headers: request.headers,
        atMs: Date.now(),
      };
      received.push(one);
      answer(response, one);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the receiver has no port');
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    received,
    waitFor: (count, type) =>
      until(`${count} webhooks${type === undefined ? '' : ` of ${type}`}`, () => {
        const seen = received.filter(({ event }) => type === undefined || event.type === type);
        return seen.length >= count ? seen : undefined;
      }),
    answerWith(next) {
      answer = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
