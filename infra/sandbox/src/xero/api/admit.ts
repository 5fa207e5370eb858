import { connections } from '../oauth/connections.ts';
import { bearerOf } from '../oauth/tokens.ts';
import type { XeroWorld } from '../world.ts';
import { problem, unreadable, unreadableQuery, type XeroError } from './errors.ts';
import { type Route, routes } from './routes.ts';

/** A request as it came in. */
export interface Incoming {
  method: string;
  /** Below `/api.xro/2.0`. */
  path: string;
  query: URLSearchParams;
  body: string;
  header: (name: string) => string | undefined;
}

/** A moment as Xero writes it into the words of an error. */
const written = (ms: number): string => {
  const [, year, month, day, time] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(new Date(ms).toISOString()) ?? [];
  return `${month}/${day}/${year} ${time}`;
};

/** The scopes of a good token. @throws XeroError 401 when it is expired or nobody's. */
export function scopesOf(world: XeroWorld, authorization: string | undefined): string[] {
  const bearer = bearerOf(world, authorization);
  if (bearer.state === 'good') return bearer.scopes;
  const detail =
    bearer.state === 'expired'
      ? `TokenExpired: token expired at ${written(bearer.atMs)}`
      : 'AuthenticationUnsuccessful';
  throw problem(world.ids, 401, detail);
}

/** The organisation a call is for. @throws XeroError 403 when the app is not connected to it. */
export function tenantOf(world: XeroWorld, header: string | undefined): string {
  const tenant = connections(world).find((one) => one.tenant === header?.toLowerCase())?.tenant;
  if (tenant === undefined) throw problem(world.ids, 403, 'AuthenticationUnsuccessful');
  return tenant;
}

function checkForm(world: XeroWorld, { method, body, header }: Incoming): void {
  // Without this header Xero answers XML, which the sandbox does not play.
  if (!(header('accept') ?? '').includes('application/json'))
    throw problem(world.ids, 406, 'sandbox_not_simulated: XML; ask for it with Accept: application/json');
  if (method === 'GET' || body === '') return;
  if (!(header('content-type') ?? '').includes('application/json'))
    throw problem(
      world.ids,
      415,
      'sandbox_not_simulated: a body that is not JSON; send Content-Type: application/json',
    );
}

export interface Found {
  route: Route;
  id: string | undefined;
}

/**
 * The route a request means.
 * @throws XeroError 401 without the scope, 404 and 405 without a route, 400 for a parameter that is not played.
 */
export function routeOf(world: XeroWorld, incoming: Incoming, scopes: readonly string[]): Found {
  checkForm(world, incoming);
  const at = routes.filter(({ path }) => path.test(incoming.path));
  const route = at.find(({ method }) => method === incoming.method);
  if (!route) throw notThere(world, at.length > 0);
  const may = scopes.includes(route.scope) || (route.method === 'GET' && scopes.includes(`${route.scope}.read`));
  if (!may) throw problem(world.ids, 401, 'AuthorizationUnsuccessful');
  const stray = [...incoming.query.keys()].filter((name) => !route.query.includes(name.replace(/\[\]$/, '')));
  if (stray.length > 0)
    throw unreadableQuery(`sandbox_not_simulated: ${stray.join(', ')}; known: ${route.query.join(', ')}`);
  return { route, id: route.path.exec(incoming.path)?.[1] };
}

const notThere = (world: XeroWorld, known: boolean): XeroError =>
  known
    ? problem(world.ids, 405, 'The resource cannot be called with this method')
    : problem(world.ids, 404, "The resource you're looking for cannot be found");

/** The body of a PUT or POST; a GET may come with one that means nothing. */
export function bodyOf({ method, body }: Incoming): unknown {
  if (method === 'GET') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    throw unreadable('The body is not JSON');
  }
}
