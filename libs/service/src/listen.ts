import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { createHttp, type Health } from './http.ts';

/** How long an answer may take while the process leaves; less than a process is given to leave. */
const grace_ms = 10_000;

export type Listening = { port: number; close(): Promise<void> };

/** Opens one port for all services of a process: their routes, and `/healthz`, `/readyz`, `/metrics`. */
export function listen(routes: readonly Hono[], health: Health, port: number, host: string): Promise<Listening> {
  const app = createHttp(routes, health);
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch: app.fetch, port, hostname: host }, (info) =>
      resolve({
        port: info.port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if (!('closeIdleConnections' in server)) return;
            server.closeIdleConnections();
            // What was asked is answered; who merely holds a connection open is let go.
            setTimeout(() => server.closeAllConnections(), grace_ms).unref();
          }),
      }),
    );
    server.on('error', reject);
  });
}
