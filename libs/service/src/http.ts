import { Hono } from 'hono';

/** What a process says of itself: alive is its own loop, ready that it may be given work. */
export type Health = { ready(): Promise<Record<string, boolean>>; metrics(): Promise<string> };

export function createHttp(routes: readonly Hono[], given: Health): Hono {
  const app = new Hono();
  // Anybody may ask, and each answer is several statements: who asks while one is being made gets that one.
  const health: Health = { ready: shared(given.ready), metrics: shared(given.metrics) };
  app.get('/healthz', (c) => c.text('ok'));
  app.get('/readyz', async (c) => {
    const parts = await health.ready();
    return c.json(parts, Object.values(parts).every(Boolean) ? 200 : 503);
  });
  app.get('/metrics', async (c) => c.text(await health.metrics()));
  for (const route of routes) app.route('/', route);
  app.notFound((c) => c.json({ type: 'about:blank', title: 'Not found', status: 404, code: 'not_found' }, 404));
  return app;
}

/** One at a time, however many ask. */
function shared<T>(load: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= load().finally(() => {
      running = undefined;
    });
    return running;
  };
}
