import Stripe from 'stripe';
import type { Contract } from './contract.ts';
import { decodeForm } from './form.ts';
import type { Route } from './routes.ts';
import { fewest, type Violation } from './violation.ts';

type HttpClient = Stripe.HttpClient;
type HttpResponse = Stripe.HttpClientResponse;

/** A departure from the contract, and the call in which it was seen. */
export interface CallViolation extends Violation {
  readonly method: string;
  /** Path of the request without its query. */
  readonly url: string;
  readonly status: number;
  readonly side: 'request' | 'response';
}

export interface RecordingHttpClient extends HttpClient {
  /** Every call so far, as `POST /v1/customers 200`. */
  readonly calls: readonly string[];
  /** Every departure so far; a test asserts that there is none. */
  readonly violations: readonly CallViolation[];
}

interface Call {
  readonly method: string;
  readonly url: string;
  readonly query: string;
  readonly status: number;
  readonly sent: { readonly contentType: string; readonly body: string };
}

/**
 * An HTTP client for `new Stripe(key, { httpClient })` that holds each call to the contract and changes nothing.
 *
 * A request is judged only when it was answered with success: a test may send a wrong parameter to see it refused, but a
 * server that takes what the contract does not declare is at fault. File uploads (multipart), streamed answers and those
 * that the SDK throws away to try again pass unread; the way to a next page is the server's own and is followed as it stands.
 */
export function recordingHttpClient(
  contract: Contract,
  inner: HttpClient = Stripe.createNodeHttpClient(),
): RecordingHttpClient {
  const calls: string[] = [];
  const violations: CallViolation[] = [];
  const nextPages = new Set<string>();

  function record(call: Call, body: unknown) {
    const { method, url, status } = call;
    const seen = (side: CallViolation['side'], found: readonly Violation[]) =>
      violations.push(...found.map((violation) => ({ method, url, status, side, ...violation })));
    const routes = contract.routesTo(method, url);
    const next = nextPageOf(body);
    if (next !== undefined) nextPages.add(next);
    calls.push(`${method} ${url} ${status}`);
    if (status >= 400) seen('response', contract.checkError(body));
    else if (routes.length === 0) seen('request', [{ path: '', message: 'the SDK has no method for this route' }]);
    else {
      if (!nextPages.has(`${url}?${call.query}`)) seen('request', checkRequest(contract, routes, call));
      seen('response', fewest(routes.map((route) => contract.checkShape(body, route.result()))));
    }
  }

  return {
    calls,
    violations,
    getClientName: () => inner.getClientName(),
    async makeRequest(host, port, path, method, headers, requestData, protocol, timeout) {
      const response = await inner.makeRequest(host, port, path, method, headers, requestData, protocol, timeout);
      const [url = '', query = ''] = path.split('?', 2);
      const status = response.getStatusCode();
      const sent = { contentType: contentTypeOf(headers), body: requestData ?? '' };
      return listening(response, (body) => record({ method, url, query, status, sent }, body));
    },
  };
}

/** Where a list of API v2 goes on. */
function nextPageOf(body: unknown): string | undefined {
  const next: unknown = typeof body === 'object' && body !== null && Reflect.get(body, 'next_page_url');
  return typeof next === 'string' ? next : undefined;
}

/** The same answer, telling `heard` the body before the SDK turns parts of it into its own classes. */
function listening(response: HttpResponse, heard: (body: unknown) => void): HttpResponse {
  return {
    getStatusCode: () => response.getStatusCode(),
    getHeaders: () => response.getHeaders(),
    getRawResponse: () => response.getRawResponse(),
    toStream: (done) => response.toStream(done),
    dispose: () => response.dispose?.(),
    async toJSON() {
      const body: unknown = await response.toJSON();
      heard(body);
      return body;
    },
  };
}

function checkRequest(contract: Contract, routes: readonly Route[], { query, sent }: Call): Violation[] {
  if (sent.contentType.startsWith('multipart/')) return [];
  const isJson = sent.contentType.startsWith('application/json') && sent.body !== '';
  const encoding = isJson ? 'json' : 'form';
  try {
    const params: unknown = isJson ? JSON.parse(sent.body) : decodeForm(query === '' ? sent.body : query);
    return fewest(routes.map((route) => contract.checkShape(params, route.params(), encoding)));
  } catch (error) {
    return [{ path: '', message: `the request cannot be read: ${String(error)}` }];
  }
}

function contentTypeOf(headers: unknown): string {
  if (typeof headers !== 'object' || headers === null) return '';
  const header = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type');
  return String(header?.[1] ?? '');
}
