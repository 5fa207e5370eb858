import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { createHttp, type Health } from './http.ts';

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
            if ('closeIdleConnections' in server) server.closeIdleConnections();
          }),
      }),
    );
    server.on('error', reject);
  });
}
