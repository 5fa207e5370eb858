import type { MiddlewareHandler } from 'hono';

const framedBy = (ancestors: string) => `frame-ancestors ${ancestors}`;

/** Pages of other origins may frame what says so itself; everything else of the sandbox they may not. */
export const framing: MiddlewareHandler = async (c, next) => {
  await next();
  const { headers } = c.res;
  // A response that broke the connection has left already.
  if (headers.has('x-hono-already-sent') || headers.get('content-security-policy')?.includes('frame-ancestors')) return;
  const own = headers.get('content-security-policy');
  c.header('content-security-policy', own === null ? framedBy("'self'") : `${own}; ${framedBy("'self'")}`);
  c.header('x-frame-options', 'SAMEORIGIN');
};
