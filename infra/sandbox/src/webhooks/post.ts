import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface Poster {
  /** Sends a body; resolves with the status, rejects when no answer came in time. Redirects are not followed. */
  post: (url: string, body: string, headers: Record<string, string>, timeoutMs: number) => Promise<number>;
  close: () => void;
}

/** Sends webhooks over kept connections. */
export function createPoster(): Poster {
  const http = new HttpAgent({ keepAlive: true });
  const https = new HttpsAgent({ keepAlive: true });
  return {
    post: (url, body, headers, timeoutMs) =>
      new Promise((resolve, reject) => {
        const secure = url.startsWith('https:');
        const options = {
          method: 'POST',
          agent: secure ? https : http,
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          signal: AbortSignal.timeout(timeoutMs),
        };
        const sent = (secure ? httpsRequest : httpRequest)(url, options, (answer) => {
          answer.resume();
          answer.once('end', () => resolve(answer.statusCode ?? 0));
          answer.once('error', reject);
        });
        sent.once('error', reject);
        sent.end(body);
      }),
    close() {
      http.destroy();
      https.destroy();
    },
  };
}
