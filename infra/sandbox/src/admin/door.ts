import { Hono } from 'hono';
import { AdminError } from './json.ts';

/**
 * An empty set of admin routes: wrong calls are answered with what is wrong, and pages of other sites may change
 * nothing. A browser says where a call comes from; programs do not.
 */
export function adminDoor(): Hono {
  const app = new Hono({ strict: false });
  app.onError((error, c) => {
    if (error instanceof AdminError) return c.json({ error: error.message }, error.status);
    console.error('sandbox: an admin call failed', error);
    return c.json({ error: 'the sandbox failed' }, 500);
  });
  app.use('*', async (c, next) => {
    const from = c.req.header('sec-fetch-site');
    const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD';
    if (changes && from !== undefined && from !== 'same-origin' && from !== 'none')
      throw new AdminError('pages of other sites may not administer the sandbox', 403);
    await next();
  });
  return app;
}
