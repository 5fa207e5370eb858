import type { Route } from './routes.ts';

/**
 * The routes that a request reaches. Several SDK methods may share one route; a written segment (`/search`) wins over an
 * inserted one (`/{id}`).
 */
export function matchRoutes(routes: readonly Route[], httpMethod: string, pathname: string): Route[] {
  const segments = pathname.split('/');
  let best: Route[] = [];
  let bestScore = -1;
  for (const route of routes) {
    if (route.httpMethod !== httpMethod) continue;
    const score = literalSegments(route.path.split('/'), segments);
    if (score === undefined || score < bestScore) continue;
    if (score > bestScore) best = [];
    bestScore = score;
    best.push(route);
  }
  return best;
}

function literalSegments(template: readonly string[], segments: readonly string[]): number | undefined {
  if (template.length !== segments.length) return undefined;
  let literal = 0;
  for (const [at, expected] of template.entries()) {
    if (expected === segments[at]) literal += 1;
    else if (expected !== '{id}' || segments[at] === '') return undefined;
  }
  return literal;
}
