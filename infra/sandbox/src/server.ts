import { type AddressInfo, Server } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { adminRoutes } from './admin/routes.ts';
import { createClock } from './clock.ts';
import { oauthRoutes } from './connect/oauth.ts';
import { createFaultRules } from './faults/rules.ts';
import { createWebhookFaults } from './faults/webhooks.ts';
import { createIds } from './ids.ts';
import { createLoop } from './loop.ts';
import { endpoints } from './objects/endpoints.ts';
import { defaultSettings, keyFault, type Sandbox, type SandboxOptions } from './options.ts';
import { startParts } from './parts.ts';
import { saveAccount } from './store/accounts.ts';
import { openDb, readMeta, writeMeta } from './store/open.ts';
import { framing } from './stripejs/framing.ts';
import { stripeJsRoutes } from './stripejs/routes.ts';
import { apiRoutes } from './transport/http.ts';
import type { World } from './world.ts';

export type { Sandbox, SandboxOptions, Settings } from './options.ts';
export { retryProfiles } from './options.ts';

function openWorld(options: SandboxOptions, wake: () => void): World {
  const db = openDb(options.dir);
  const ids = createIds(db, options.seed);
  const platform = readMeta(db, 'platform') ?? ids.next('acct_', 16);
  writeMeta(db, 'platform', platform);
  saveAccount(db, {
    id: platform,
    connected: false,
    secretKey: options.secretKey,
    publishableKey: options.publishableKey,
  });
  ids.save();
  return {
    db,
    ids,
    clock: createClock(db),
    settings: { ...defaultSettings, ...options.settings },
    faults: createFaultRules(db, ids),
    webhookFaults: createWebhookFaults(db, ids),
    inFlight: new Set(),
    baseUrl: () => options.publicUrl ?? '',
    wake,
    alsoForget: [],
  };
}

/**
 * Starts the sandbox Stripe and resolves when it listens.
 * @throws Error when a key is not a test key, or the port or the folder cannot be used.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const fault = keyFault(options.secretKey, options.publishableKey);
  if (fault !== undefined) throw new Error(`sandbox: ${fault}`);
  const hostname = options.hostname ?? '127.0.0.1';
  const world = openWorld(options, () => loop.wake());
  const loop = createLoop(world);

  // Not strict: /_sandbox and /_sandbox/ are the same page.
  const app = new Hono({ strict: false });
  app.use('*', framing);
  app.route('/', stripeJsRoutes());
  const parts = await startParts(options, hostname, world);
  parts.mount(app);
  const api = apiRoutes(world, endpoints);
  app.route('/v1', api);
  app.route('/v2', api);
  app.route('/oauth', oauthRoutes(world));
  app.route('/_sandbox', adminRoutes(world));
  const { server, address } = await listen(app, options.port, hostname);
  const url = options.publicUrl ?? `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${address.port}`;
  world.baseUrl = () => url;
  loop.wake();

  return {
    url,
    port: address.port,
    ...parts.addresses(url),
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      await loop.stop();
      await parts.stop();
      world.db.close();
    },
  };
}

function listen(
  app: Hono,
  port: number,
  hostname: string,
): Promise<{ server: ReturnType<typeof serve>; address: AddressInfo }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname }, (address) => resolve({ server, address }));
    if (server instanceof Server) server.once('error', reject);
  });
}
