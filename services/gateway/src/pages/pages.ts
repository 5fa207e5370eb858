import { randomBytes } from 'node:crypto';
import { directory } from '@purser/contracts';
import type { Context, Hono } from 'hono';
import type { Gateway } from '../gateway.ts';
import { readCookie } from '../http/cookies.ts';
import { pageHeaders } from '../http/securityHeaders.ts';
import { ofPlatform, ofTenant } from '../identity/people.ts';
import { assetAnswer } from './assets.ts';
import { fillTemplate, openTemplates, type PageName } from './templates.ts';

/** Pages for browsers. To fetch one changes nothing: a mail scanner that follows a link spends nothing. */
export function mountPages(app: Hono, g: Gateway, dist: URL): void {
  const templates = openTemplates(dist);
  const page = async (c: Context, name: PageName, boot: () => Promise<object>): Promise<Response> => {
    const nonce = randomBytes(16).toString('base64url');
    const template = await templates.read(name);
    const headers = { ...pageHeaders(g.config, nonce, name === 'portal'), 'content-type': 'text/html; charset=utf-8' };
    if (template === undefined) return c.body(notBuilt, 503, headers);
    const known = await boot().catch(() => ({}));
    const now = g.clock.business().toISOString();
    return c.body(fillTemplate(template, nonce, { now, locale: 'en-GB', mode: g.config.mode, ...known }), 200, headers);
  };
  const admin = (c: Context) => page(c, 'admin', () => looksOfSession(g, readCookie(c, 'staff')));
  const pay = (c: Context) => page(c, 'portal', () => looksOfSession(g, readCookie(c, 'customer')));
  const portal = (c: Context) => page(c, 'portal', () => looksOfSlug(g, c.req.param('slug') ?? ''));

  app.get('/', (c) => c.redirect('/admin'));
  app.get('/admin', admin);
  app.get('/admin/*', admin);
  app.get('/pay', pay);
  app.get('/quote', pay);
  app.get('/signin', pay);
  app.get('/portal/:slug', portal);
  app.get('/portal/:slug/*', portal);
  app.get(
    '/ui/*',
    async (c) => (await assetAnswer(c, dist, c.req.path.slice('/ui/'.length))) ?? c.text('Not found', 404),
  );
}

/** How the tenant wants its pages to look, before the page has asked anything. */
async function looksOfSession(g: Gateway, token: string | undefined): Promise<object> {
  const session = token ? await g.sessions.find(token) : undefined;
  return session ? looksOf(g, session.tenantId) : {};
}

async function looksOfSlug(g: Gateway, slug: string): Promise<object> {
  if (!directory.findTenant.input.shape.slug.safeParse(slug).success) return {};
  const { tenantId } = await g.client.query(directory.findTenant, { slug }, ofPlatform);
  return tenantId ? looksOf(g, tenantId) : {};
}

async function looksOf(g: Gateway, tenant: string): Promise<object> {
  const { brand, timeZone } = await g.client.query(directory.getTenant, {}, { ...ofTenant(tenant), timeout_ms: 1500 });
  return { brand, timeZone };
}

const notBuilt =
  '<!doctype html><html lang="en-GB"><title>Purser</title><p>The pages have not been built yet. Build them, then load this again.</p></html>';
