import { fault } from '@purser/fault';
import type { Context } from 'hono';
import type { Session, Sessions } from '../identity/sessions.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);
export const isUnsafe = (method: string): boolean => !safe.has(method);

/** Refuses what another site's page sent. A browser always says where a request that changes something comes from. @throws Fault denied */
export function checkOrigin(c: Context, publicUrl: URL): void {
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  const own = origin === undefined ? site === 'same-origin' : origin === publicUrl.origin;
  if (!own || (site !== undefined && site !== 'same-origin'))
    throw fault('denied', 'cross_site', 'This request did not come from our own pages.');
}

/** @throws Fault denied when a request that a cookie carries has no proof that our page made it */
export function checkCsrf(c: Context, sessions: Sessions, session: Session): void {
  const given = c.req.header('x-csrf-token');
  if (!given || !sessions.isCsrfToken(session, given))
    throw fault('denied', 'csrf_token', 'This page is out of date. Load it again, then repeat what you did.');
}
