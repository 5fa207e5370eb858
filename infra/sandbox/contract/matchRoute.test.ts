import { expect, it } from 'vitest';
import { matchRoutes } from './matchRoute.ts';
import type { HttpMethod, Route } from './routes.ts';
import { shapeOf } from './shape.ts';

const route = (httpMethod: HttpMethod, path: string, name = path): Route => ({
  httpMethod,
  path,
  name,
  params: () => shapeOf({}),
  result: () => shapeOf({}),
});

const routes = [
  route('GET', '/v1/invoices/{id}'),
  route('GET', '/v1/invoices/search'),
  route('GET', '/v1/invoices/{id}/lines'),
  route('POST', '/v1/invoices'),
  route('GET', '/v1/account', 'retrieve'),
  route('GET', '/v1/account', 'retrieveCurrent'),
];
const names = (httpMethod: string, path: string) => matchRoutes(routes, httpMethod, path).map(({ name }) => name);

it.each([
  ['an inserted segment takes any value', 'GET', '/v1/invoices/in_1', ['/v1/invoices/{id}']],
  ['a written segment wins over an inserted one', 'GET', '/v1/invoices/search', ['/v1/invoices/search']],
  ['an inserted segment takes the template itself', 'GET', '/v1/invoices/{id}/lines', ['/v1/invoices/{id}/lines']],
  ['methods that share a route are all found', 'GET', '/v1/account', ['retrieve', 'retrieveCurrent']],
  ['another HTTP method is another route', 'DELETE', '/v1/invoices', []],
  ['an inserted segment is never empty', 'GET', '/v1/invoices/', []],
  ['a longer path is another route', 'GET', '/v1/invoices/in_1/lines/il_1', []],
])('%s', (_name, httpMethod, path, expected) => {
  expect(names(httpMethod, path)).toEqual(expected);
});
