import type { Kind } from '../kinds.ts';
import type { Call } from '../world.ts';
import type { RawParts } from './form.ts';
import type { Parse } from './params.ts';

/** What a call ends with. A 402 is an answer, not an exception: what it did stays done. */
export interface Answer {
  status: number;
  body: object;
  /** The kind of object the body is, or holds in `data`; says what may be expanded. */
  kind?: Kind | 'event';
  expand?: string[];
}

/** One method on one path. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'DELETE';
  /** Path with `:id` for ids. */
  path: string;
  /** `client` endpoints also answer a publishable key. */
  access: 'secret' | 'client';
  /** Reads the parameters (throws before execution), and gives back what is left to do. */
  prepare: (raw: RawParts) => (call: Call) => Answer;
}

interface Definition<P> {
  method: Endpoint['method'];
  path: string;
  access?: Endpoint['access'];
  run: (call: Call, params: P) => Answer;
}

/** Declares an endpoint: what it takes, where it is, what it does. */
export function endpoint<P>(params: Parse<P>, definition: Definition<P>): Endpoint {
  const { method, path, access = 'secret', run } = definition;
  return {
    method,
    path,
    access,
    prepare(raw) {
      const read = params(raw, '');
      return (call) => run(call, read);
    },
  };
}

/** Success with an object, expanded as asked. */
export const ok = (kind: Kind | 'event', body: object, expand: string[] | undefined): Answer => ({
  status: 200,
  body,
  kind,
  ...(expand === undefined ? {} : { expand }),
});

export type Route = { endpoint: Endpoint; ids: string[] } | undefined;

/** Finds the endpoint for a method and path; literal segments win over ids because they are listed first. */
export function createRouter(endpoints: Endpoint[]): (method: string, path: string) => Route {
  const table = endpoints.map((entry) => ({ entry, segments: entry.path.split('/') }));
  return (method, path) => {
    const asked = path.split('/');
    for (const { entry, segments } of table) {
      if (entry.method !== method || segments.length !== asked.length) continue;
      if (!segments.every((segment, i) => segment.startsWith(':') || segment === asked[i])) continue;
      const ids = asked.filter((_, i) => segments[i]?.startsWith(':')).map(decodeURIComponent);
      return { endpoint: entry, ids };
    }
    return undefined;
  };
}
