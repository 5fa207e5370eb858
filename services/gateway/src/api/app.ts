import { randomBytes } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import { fault, toFault } from '@purser/fault';
import { type Context, Hono } from 'hono';
import type { Gateway } from '../gateway.ts';
import { apiHeaders, pageHeaders } from '../http/securityHeaders.ts';
import { mountPages } from '../pages/pages.ts';
import { mountStripeCallback } from '../pages/stripeCallback.ts';
import { mountXeroCallback } from '../pages/xeroCallback.ts';
import { docsPage } from './docs/docsPage.ts';
import { errorsPage } from './docs/errorsPage.ts';
import { type MountOptions, mount } from './mount.ts';
import { problemOf } from './problems/problem.ts';
import { everyOperation } from './routes/all.ts';

const about = {
  openapi: '3.1.0',
  info: {
    title: 'Purser API',
    version: '1',
    description:
      'Billing on Stripe: customers, invoices, payments, and what became of each. Ids carry a prefix, money is in minor units with its currency, dates are YYYY-MM-DD, instants RFC 3339 in UTC. Programs get a token for an API key at /api/v1/token.',
  },
};

/** All that the gateway serves, as one router. */
export function gatewayApp(g: Gateway, dist: URL, options: MountOptions): Hono {
  const app = new Hono();
  const described = new OpenAPIHono();
  for (const [name, scheme] of Object.entries(schemes))
    described.openAPIRegistry.registerComponent('securitySchemes', name, scheme);
  mount(app, described, g, everyOperation(g), options);
  mountDocs(app, described, g);
  mountXeroCallback(app, g);
  mountStripeCallback(app, g);
  mountPages(app, g, dist);
  app.all('/api/*', (c) => failed(c, g, fault('notFound', 'no_such_operation', 'There is no such operation.')));
  app.onError((error, c) => {
    g.log.error({ error: String(error) }, 'a request failed');
    return failed(c, g, error);
  });
  return app;
}

const schemes = {
  staffSession: { type: 'apiKey' as const, in: 'cookie' as const, name: '__Host-purser-staff' },
  customerSession: { type: 'apiKey' as const, in: 'cookie' as const, name: '__Host-purser-customer' },
  apiToken: { type: 'http' as const, scheme: 'bearer', bearerFormat: 'JWT' },
};

/** The document and the pages made of it. It is the same for everybody, and made once. */
function mountDocs(app: Hono, described: OpenAPIHono, g: Gateway): void {
  let made: ReturnType<OpenAPIHono['getOpenAPI31Document']> | undefined;
  const document = () => {
    made ??= described.getOpenAPI31Document({ ...about, servers: [{ url: g.config.publicUrl.origin }] });
    return made;
  };
  const page = (c: Context, html: (nonce: string) => string) => {
    const nonce = randomBytes(16).toString('base64url');
    return c.body(html(nonce), 200, {
      ...pageHeaders(g.config, nonce, false),
      'content-type': 'text/html; charset=utf-8',
    });
  };
  app.get('/api/v1/openapi.json', (c) =>
    c.body(JSON.stringify(document()), 200, { ...apiHeaders(g.config), 'content-type': 'application/json' }),
  );
  app.get('/api/docs', (c) => page(c, (nonce) => docsPage(document(), nonce, g.config.publicUrl)));
  app.get('/api/docs/errors', (c) => page(c, errorsPage));
}

function failed(c: Context, g: Gateway, error: unknown): Response {
  const { status, headers, body } = problemOf(toFault(error));
  return c.body(JSON.stringify(body), status as 400, { ...apiHeaders(g.config), ...headers });
}
